"""The innermost middleware: the CPU of views alone, added up."""

import time

spent = 0.0  # seconds


def count(get_response):
    def answer(request):
        global spent
        start = time.process_time()
        try:
            return get_response(request)
        finally:
            spent += time.process_time() - start

    return answer
