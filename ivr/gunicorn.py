"""
gunicorn's settings for `web`: one process, many threads, because a turn mostly waits for the office.

Nothing is loaded before the fork: the threads that carry out operations must live in the worker.
"""

import os

bind = f"0.0.0.0:{os.environ.get('PORT', '8000')}"
workers = 1
worker_class = "gthread"
threads = 32
timeout = 60
graceful_timeout = 20
preload_app = False
control_socket_disable = True     # gunicorn opens one by default
