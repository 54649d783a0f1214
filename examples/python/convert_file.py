#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Inkstone from Python, by ctypes and nothing else:  convert_file.py INPUT.md OUTPUT.pdf

INKSTONE_LIBRARY names libinkstone_c.so when it is not where the system looks."""
import ctypes
import os
import sys
from ctypes import POINTER, byref, c_char_p, c_int, c_size_t, c_uint32, c_void_p
from pathlib import Path


class Diagnostic(ctypes.Structure):
    _fields_ = [("struct_size", c_size_t), ("severity", c_int), ("line", c_uint32), ("column", c_uint32),
                ("file", c_char_p), ("code", c_char_p), ("message", c_char_p), ("hint", c_char_p)]


SINK = ctypes.CFUNCTYPE(c_int, c_void_p, c_void_p, c_size_t)
RESOLVER = ctypes.CFUNCTYPE(c_int, c_void_p, c_void_p, c_size_t, c_void_p)
INPUT_ERROR = 2


def load():
    library = ctypes.CDLL(os.environ.get("INKSTONE_LIBRARY", "libinkstone_c.so.0"))
    signatures = {
        "inkstone_version": (c_char_p, []),
        "inkstone_options_new": (c_void_p, []),
        "inkstone_options_free": (None, [c_void_p]),
        "inkstone_options_set": (c_int, [c_void_p, c_char_p, c_size_t, c_char_p, c_size_t]),
        "inkstone_options_set_resolver": (None, [c_void_p, RESOLVER, c_void_p]),
        "inkstone_resource_set": (c_int, [c_void_p, c_char_p, c_size_t]),
        "inkstone_converter_new": (c_int, [c_void_p, POINTER(c_void_p)]),
        "inkstone_converter_free": (None, [c_void_p]),
        "inkstone_convert": (c_int, [c_void_p, c_void_p, c_char_p, c_size_t, SINK, c_void_p, POINTER(c_void_p)]),
        "inkstone_result_message": (c_char_p, [c_void_p]),
        "inkstone_result_pages": (c_uint32, [c_void_p]),
        "inkstone_result_diagnostic_count": (c_size_t, [c_void_p]),
        "inkstone_result_diagnostic": (c_int, [c_void_p, c_size_t, POINTER(Diagnostic)]),
        "inkstone_result_free": (None, [c_void_p]),
    }
    for name, (result, arguments) in signatures.items():
        function = getattr(library, name)
        function.restype, function.argtypes = result, arguments
    return library


class Converter:
    """One for a whole program: fonts are opened once. Raises RuntimeError when a document fails."""

    def __init__(self):
        self.library = load()
        self.handle = c_void_p()
        if self.library.inkstone_converter_new(None, byref(self.handle)) != 0:
            raise MemoryError
        self.version = self.library.inkstone_version().decode()

    def __del__(self):
        self.library.inkstone_converter_free(self.handle)

    def convert(self, markdown, resources=None, **options):
        """(bytes, pages, messages). Options by their names on the command line, '_' for '-'.
        `resources`: a dictionary of reference to bytes, instead of the files below base_path."""
        library, chunks = self.library, []
        handle = library.inkstone_options_new()
        for name, value in options.items():
            name, value = name.replace("_", "-").encode(), str(value).encode()
            library.inkstone_options_set(handle, name, len(name), value, len(value))

        @SINK
        def sink(_user, data, size):
            chunks.append(ctypes.string_at(data, size))
            return 0

        @RESOLVER
        def resolver(_user, reference, size, answer):
            found = resources.get(ctypes.string_at(reference, size).decode())
            if found is None:
                return INPUT_ERROR
            return library.inkstone_resource_set(answer, found, len(found))

        if resources is not None:
            library.inkstone_options_set_resolver(handle, resolver, None)
        source, result = markdown.encode(), c_void_p()
        status = library.inkstone_convert(self.handle, handle, source, len(source), sink, None, byref(result))
        try:
            if status != 0:
                raise RuntimeError(library.inkstone_result_message(result).decode())
            messages = []
            for index in range(library.inkstone_result_diagnostic_count(result)):
                entry = Diagnostic(struct_size=ctypes.sizeof(Diagnostic))
                library.inkstone_result_diagnostic(result, index, byref(entry))
                messages.append(f"{entry.file.decode()}:{entry.line}: {entry.message.decode()}")
            return b"".join(chunks), library.inkstone_result_pages(result), messages
        finally:
            library.inkstone_result_free(result)
            library.inkstone_options_free(handle)


def main():
    if len(sys.argv) != 3:
        sys.exit(f"usage: {sys.argv[0]} INPUT.md OUTPUT")
    source, target = Path(sys.argv[1]), Path(sys.argv[2])
    converter = Converter()
    output, pages, messages = converter.convert(
        source.read_text(encoding="utf-8"), to=target.suffix[1:], base_path=source.parent, source_name=source)
    target.write_bytes(output)
    print("\n".join(messages), file=sys.stderr, end="\n" if messages else "")
    print(f"Inkstone {converter.version}: {pages} pages")


if __name__ == "__main__":
    main()
