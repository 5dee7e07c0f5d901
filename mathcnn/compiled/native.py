"""LLVM, through llvmlite: text becomes machine code, which is kept on disk.

A file of the cache with machine code, NAME.o, is named after the SHA-256 of the text, of the processor, of the version
of LLVM and of its passes. It holds the SHA-256 of the machine code and the machine code, which is loaded only if both
agree. `records` keeps files NAME.r beside it.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import os
import pathlib
import sys
import tempfile
from types import ModuleType
from typing import Any  # Any: objects of llvmlite, which has no types

from ..text.extras import need

DIGEST = 32  # bytes of SHA-256
LEVEL = 1  # of LLVM's passes: level 2 takes nearly twice the time, and what it makes is no faster
MOST_FILES = 6_000  # in the cache, of some 10 kB each, records less; the oldest are removed


@functools.cache
def llvm() -> ModuleType:
    """llvmlite's binding, for this machine. Raises MissingExtra, which says what to install."""
    need("native", "a compiled formula")
    import llvmlite.binding as binding

    binding.initialize_native_target()
    binding.initialize_native_asmprinter()
    return binding


@functools.cache
def machine() -> tuple[Any, str]:
    """LLVM's code generator for this processor, and a text that tells it from others."""
    binding = llvm()
    target = binding.Target.from_default_triple()
    cpu, features = binding.get_host_cpu_name(), binding.get_host_cpu_features().flatten()
    if "+avx512f" in features:  # vectors of 64 bytes, which LLVM else cuts in two
        features += ",-prefer-256-bit"
    made = target.create_target_machine(cpu=cpu, features=features, opt=3, reloc="pic", codemodel="jitdefault")
    return made, f"{binding.llvm_version_info} {binding.get_default_triple()} {cpu} {features}"


def has_wide_vectors() -> bool:
    """Whether this processor has registers of 64 bytes."""
    return "+avx512f" in machine()[1]


def directory() -> pathlib.Path:
    """Where machine code is kept."""
    if said := os.environ.get("MATHCNN_CACHE"):
        return pathlib.Path(said) / "native"
    if sys.platform == "win32":
        home = pathlib.Path(os.environ.get("LOCALAPPDATA") or pathlib.Path.home() / "AppData" / "Local")
    else:
        home = pathlib.Path(os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache")
    return home / "mathcnn" / "native"


def kept(path: pathlib.Path) -> bytes | None:
    """What is in a file of the cache; None if there is none, it is damaged, or others could have written it."""
    try:
        folder = path.parent.stat()
        if hasattr(os, "getuid") and (folder.st_uid != os.getuid() or folder.st_mode & 0o022):
            return None
        data = path.read_bytes()
    except OSError:
        return None
    code = data[DIGEST:]
    return code if code and hashlib.sha256(code).digest() == data[:DIGEST] else None


def keep(path: pathlib.Path, code: bytes) -> None:
    """Write machine code to the cache, all of it or nothing. A cache that cannot be written is left as it is."""
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
            file.write(hashlib.sha256(code).digest() + code)
        os.replace(file.name, path)
        if path.name.startswith("00"):  # one file of 256, so that this is rarely done
            files = sorted(path.parent.glob("*.[or]"), key=lambda one: one.stat().st_mtime)
            for old in files[:-MOST_FILES]:
                old.unlink()


class Code:
    """Machine code in memory. text : LLVM's code of some functions; or name : what machine code in the cache is called.

    Raises FileNotFoundError if there is only a name, and the cache does not have it.
    """

    def __init__(self, text: str = "", name: str = ""):
        binding = llvm()
        self.name = name or hashlib.sha256(f"{machine()[1]} {LEVEL}\n{text}".encode()).hexdigest()
        path = directory() / f"{self.name}.o"
        code = kept(path)
        self.from_cache = code is not None
        if code is None:
            if name:
                raise FileNotFoundError(path)
            code = _compiled(text)
            keep(path, code)
        self.engine = binding.create_mcjit_compiler(binding.parse_assembly(""), _fresh_machine())
        self.engine.add_object_file(binding.ObjectFileRef.from_data(code))
        self.engine.finalize_object()

    def address(self, name: str) -> int:
        """Where a function begins."""
        found: int = self.engine.get_function_address(name)
        return found


def _fresh_machine() -> Any:
    binding = llvm()
    target = binding.Target.from_default_triple()
    return target.create_target_machine(opt=3, jit=True)


def _compiled(text: str) -> bytes:
    """The machine code of a text, optimised."""
    binding = llvm()
    generator, _ = machine()
    module = binding.parse_assembly(text)
    module.verify()
    options = binding.PipelineTuningOptions(speed_level=LEVEL)
    options.loop_vectorization = options.slp_vectorization = False
    builder = binding.create_pass_builder(generator, options)
    builder.getModulePassManager().run(module, builder)
    code: bytes = generator.emit_object(module)
    return code
