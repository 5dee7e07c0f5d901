"""Targets that harm the process that runs them: sources of modules, by name, each with a function `relu`.

AT_IMPORT   what a module does when it is imported, with what is said of it
CALLS       what a function does when it is called
RIGHT       functions that compute the formula, however oddly
"""

RELU = """
import numpy as np

def relu(x):
    return np.maximum(x, 0)
"""

AT_IMPORT = {
    "exits_quietly": ("import os; os._exit(0)", "it ended its process with exit code 0"),
    "exits_loudly": ("import os; os._exit(3)", "it ended its process with exit code 3"),
    "faults": ("import ctypes; ctypes.string_at(0)", "it ended its process: signal 11 (SIGSEGV)"),
    "aborts": ("import os; os.abort()", "it ended its process: signal 6 (SIGABRT)"),
    "loops": ("while True: pass", "it took more than 2 s"),
    "leaves": ("import sys; sys.exit()", "SystemExit"),
    "is_interrupted": ("raise KeyboardInterrupt", "KeyboardInterrupt"),
    "asks": ("input('your name? ')", "EOFError: EOF when reading a line"),
    "breaks": ("1 / 0", "ZeroDivisionError: division by zero"),
    "fills_memory": ("import numpy as np\nx = np.ones(2**37)", "MemoryError: Unable to allocate 1.00 TiB"),
    "closes_all": ("import os; os.closerange(3, 1000)", "it closed the descriptor that its answers go to"),
}

CALLS = {
    "exits": ("import os\ndef relu(x): os._exit(0)", "ended its process with exit code 0 in the first call"),
    "faults": ("import ctypes\ndef relu(x): ctypes.string_at(0)", "ended its process: signal 11 (SIGSEGV)"),
    "loops": ("def relu(x):\n    while True: pass", "took more than 3 s in one call"),
    "sleeps": ("import time\ndef relu(x): time.sleep(600)", "took more than 3 s in one call"),
    "leaves": ("import sys\ndef relu(x): sys.exit()", "SystemExit"),
    "is_interrupted": ("def relu(x): raise KeyboardInterrupt", "KeyboardInterrupt"),
    "fills_memory": (
        "import numpy as np\ndef relu(x): return np.maximum(x, np.ones(2**37)[:1])",
        "MemoryError: Unable to allocate 1.00 TiB",
    ),
    "closes_all": ("import os\ndef relu(x): os.closerange(3, 1000)\n", "closed the descriptor"),
    "nothing": ("def relu(x): pass", "returned NoneType, which is no array"),
    "lazy": ("def relu(x):\n    yield x", "returned generator, which is no array"),
    "awaited": ("async def relu(x): return x", "returned coroutine, which is no array"),
    "a_word": ("def relu(x): return 'relu'", "returned str, which is no array"),
}

RIGHT = {
    "prints": "import sys\nprint('{}')\nprint('[1, {\"done\": true}]', file=sys.stderr)\n" + RELU,
    "reads": "import sys\nassert sys.stdin.read() == ''\n" + RELU,
    "has_no_arguments": "import sys\nassert len(sys.argv) == 1, sys.argv\n" + RELU,
    # A pool of processes that are forked while the answers go on, and that outlive the call.
    "uses_a_pool": """
import concurrent.futures, multiprocessing
import numpy as np
pool = concurrent.futures.ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("fork"))

def relu(x):
    return pool.submit(np.maximum, x, 0).result()
""",
    "forks": """
import os
import numpy as np

def relu(x):
    child = os.fork()
    if not child:
        os._exit(0)
    os.waitpid(child, 0)
    return np.maximum(x, 0)
""",
    # The child goes on where the parent does.
    "forks_and_returns_twice": """
import os
import numpy as np

def relu(x):
    os.fork()
    return np.maximum(x, 0)
""",
    # The C library's fork is not seen by Python: the child keeps every descriptor, in a session of its own.
    "leaves_a_child": """
import ctypes, os, time
import numpy as np
started = []

def relu(x):
    if not started and not started.append(True) and not ctypes.PyDLL(None).fork():
        os.setsid()
        time.sleep(20)
        os._exit(0)
    return np.maximum(x, 0)
""",
    "starts_a_program": """
import subprocess
import numpy as np
program = subprocess.Popen(["sleep", "20"], close_fds=False, start_new_session=True)

def relu(x):
    return np.maximum(x, 0)
""",
    # Lines of the protocol, and others, on every descriptor.
    "writes_everywhere": """
import os
import numpy as np

def relu(x):
    for number in range(60):
        for text in ('{"done": true}', '[1, {"done": true}]', '[99, {"row": {}}]', "half", "\\n", '{"ready": true}\\n'):
            try:
                os.write(number, text.encode())
            except OSError:
                pass
    return np.maximum(x, 0)
""",
}
