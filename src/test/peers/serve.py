"""Serves SNS on loopback by a program that others wrote: serve.py moto|ministack PORT, with the python of its venv.

It ends when its standard input does, so it never outlives the tests.
"""

import os
import sys
import threading


def end_with_input():
    sys.stdin.buffer.read()
    os._exit(0)


def moto(port):
    from moto.moto_server.werkzeug_app import create_backend_app
    from werkzeug.serving import run_simple

    run_simple("127.0.0.1", int(port), create_backend_app("sns"), threaded=True)


def ministack(port):
    os.environ.update(BIND_HOST="127.0.0.1", GATEWAY_PORT=port, MINISTACK_HOST="127.0.0.1", SERVICES="sns")
    sys.argv[1:] = []
    from ministack.app import main

    main()


threading.Thread(target=end_with_input, daemon=True).start()
{"moto": moto, "ministack": ministack}[sys.argv[1]](sys.argv[2])
