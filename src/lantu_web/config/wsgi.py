"""The application that gunicorn serves."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

from lantu_web.config.installation import make_home

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lantu_web.config.settings")
make_home()  # all its processes share one key
application = get_wsgi_application()
