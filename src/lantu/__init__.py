"""Lantu 蓝图: a government development plan that is read, checked, broken down, monitored and answered for."""

__version__ = "0.1.0"

__all__ = ["__version__"]
