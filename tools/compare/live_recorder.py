# SPDX-License-Identifier: Apache-2.0
"""Records what the running kernel does while a file of a mounted ext2 image is read: windows, folios and bios, in the
lines of the recordings that replay-bio takes. All mounts are in a mount namespace of this process's own, each with a
loop device that detaches itself, so that none is left behind however it ends; the trace instance is its own too."""

import ctypes
import fcntl
import mmap
import os
import re
import struct
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

PAGE = 4096
# What a bio holds at most, where folios that adjoin in memory count as one.
BIO_MAX_VECS = 256
_SCATTERED_BYTES = 80 << 20
MAX_SECTORS_KB = 1280

_LOOP_CTL_GET_FREE, _LOOP_CONFIGURE = 0x4C82, 0x4C0A
_LO_READ_ONLY_AUTOCLEAR = 1 | 4
_MS_RDONLY, _MS_REC, _MS_PRIVATE = 1, 0x4000, 1 << 18
_CLONE_NEWNS = 0x20000
_EVENTS = {
    "block/block_bio_queue": "dev",
    "filemap/mm_filemap_add_to_page_cache": "s_dev",
    "ext4/ext4_es_lookup_extent_exit": "dev",
    "ext4/ext4_read_folio": "dev",
}
_ADVICE = {
    "normal": os.POSIX_FADV_NORMAL,
    "sequential": os.POSIX_FADV_SEQUENTIAL,
    "random": os.POSIX_FADV_RANDOM,
    "willneed": os.POSIX_FADV_WILLNEED,
    "dontneed": os.POSIX_FADV_DONTNEED,
}
_MADVICE = {"normal": mmap.MADV_NORMAL, "sequential": mmap.MADV_SEQUENTIAL, "random": mmap.MADV_RANDOM}

_libc = ctypes.CDLL(None, use_errno=True)
_libc.readahead.argtypes = [ctypes.c_int, ctypes.c_longlong, ctypes.c_size_t]


class CannotRecord(Exception):
    """Why nothing can be recorded on this machine."""


class WrongRecording(Exception):
    """A recording that contradicts the image, or is not whole."""


def _call(function, *arguments):
    if function(*arguments) < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{function.__name__}: {os.strerror(number)}")


class Recorder:
    """Mounts, reads, and listens."""

    def __init__(self, work):
        self.mount_point, self.tracing = Path(work, "mnt"), Path(work, "tracing")
        self.mount_point.mkdir()
        self.tracing.mkdir()
        self.instance = None
        self._device = None
        self._cpu = min(os.sched_getaffinity(0))

    def __enter__(self):
        if os.geteuid() != 0:
            raise CannotRecord("only root can mount and trace")
        try:
            _call(_libc.unshare, _CLONE_NEWNS)
            _call(_libc.mount, b"none", b"/", None, _MS_REC | _MS_PRIVATE, None)
            _call(_libc.mount, b"nodev", bytes(self.tracing), b"tracefs", 0, None)
            instance = self.tracing / "instances" / f"ext2cat-{os.getpid()}"
            instance.mkdir()
        except OSError as e:
            raise CannotRecord(f"no mounts or no tracefs: {e}") from e
        self.instance = instance
        try:
            (instance / f"per_cpu/cpu{self._cpu}/buffer_size_kb").write_text("32768")
            for event in _EVENTS:
                if not (instance / "events" / event).is_dir():
                    raise CannotRecord(f"the kernel has no event {event}, so no ext4 driver that serves ext2")
                (instance / "events" / event / "enable").write_text("1")
            self._marker = open(instance / "trace_marker", "w")
            self._pipe = os.open(instance / f"per_cpu/cpu{self._cpu}/trace_pipe", os.O_RDONLY | os.O_NONBLOCK)
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        for name in ("_marker", "_pipe"):
            if opened := self.__dict__.pop(name, None):
                opened.close() if name == "_marker" else os.close(opened)
        self.instance.rmdir()
        _call(_libc.umount2, bytes(self.tracing), 0)

    def record(self, image, file, read_ahead_kb, ops, warm):
        """The lines of one case, on a fresh mount.

        :param warm: whether the file is read and its pages are dropped before the recording begins
        """
        everywhere = os.sched_getaffinity(0)
        os.sched_setaffinity(0, {self._cpu})  # what one CPU writes is in order
        try:
            lines = self._record(image, file, read_ahead_kb, ops, warm)
            if lines.by_memory:
                with _scattered_memory():
                    lines = self._record(image, file, read_ahead_kb, ops, warm)
            return lines
        finally:
            os.sched_setaffinity(0, everywhere)

    def _record(self, image, file, read_ahead_kb, ops, warm):
        with self._mounted(image, read_ahead_kb):
            descriptor = os.open(self.mount_point / file.name, os.O_RDONLY)
            try:
                if warm:
                    self._warm_up(file)
                raw = self._listen(Calls(descriptor, file), ops)
            finally:
                os.close(descriptor)
        return Lines(file, ops).read(raw)

    @contextmanager
    def _mounted(self, image, read_ahead_kb):
        loop = _attach(image)
        try:
            device = os.fstat(loop).st_rdev
            queue = Path(f"/sys/dev/block/{os.major(device)}:{os.minor(device)}/queue")
            limit = int((queue / "max_sectors_kb").read_text())
            if limit != MAX_SECTORS_KB:
                raise CannotRecord(f"a loop device has a max_sectors_kb of {limit}, not of {MAX_SECTORS_KB}")
            (queue / "read_ahead_kb").write_text(str(read_ahead_kb))
            self._filter(os.major(device) << 20 | os.minor(device))
            name = os.readlink(f"/proc/self/fd/{loop}")
            try:
                _call(_libc.mount, name.encode(), bytes(self.mount_point), b"ext2", _MS_RDONLY, None)
            except OSError as e:
                raise CannotRecord(f"no driver for ext2: {e}") from e
        finally:
            os.close(loop)
        try:
            if not Path("/sys/fs/ext4", os.path.basename(name)).is_dir():
                raise CannotRecord("another driver than ext4 serves ext2")
            yield
        finally:
            _call(_libc.umount2, bytes(self.mount_point), 0)

    def _filter(self, device):
        if device != self._device:
            for event, field in _EVENTS.items():
                (self.instance / "events" / event / "filter").write_text(f"{field} == {device}")
            self._device = device

    def _warm_up(self, file):
        descriptor = os.open(self.mount_point / file.name, os.O_RDONLY)
        while os.read(descriptor, 131072):
            pass
        os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
        os.close(descriptor)

    def _listen(self, calls, ops):
        self._mark("BEGIN")
        try:
            for number, op in enumerate(ops):
                self._mark(f"OP {number}")
                calls.perform(op)
        finally:
            calls.close()
        self._mark("END")
        chunks = []
        while True:
            try:
                chunk = os.read(self._pipe, 1 << 16)
            except BlockingIOError:
                break
            if not chunk:
                break
            chunks.append(chunk)
        return b"".join(chunks).decode()

    def _mark(self, text):
        self._marker.write(text)
        self._marker.flush()


@contextmanager
def _scattered_memory():
    """The pages that are free and handed out next do not adjoin: of many, each second is held."""
    with mmap.mmap(-1, _SCATTERED_BYTES, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS) as memory:
        memory.madvise(mmap.MADV_NOHUGEPAGE)
        for offset in range(0, _SCATTERED_BYTES, PAGE):
            memory[offset] = 1
        address = ctypes.addressof(ctypes.c_char.from_buffer(memory))
        with open("/proc/self/pagemap", "rb") as pagemap:
            pagemap.seek(address // PAGE * 8)
            frames = struct.unpack(f"{_SCATTERED_BYTES // PAGE}Q", pagemap.read(_SCATTERED_BYTES // PAGE * 8))
        for page, frame in enumerate(frames):
            if not frame & 1:
                memory.madvise(mmap.MADV_DONTNEED, page * PAGE, PAGE)
        yield


def _attach(image):
    """A loop device on an image, open, which detaches itself when nobody uses it any more."""
    try:
        control = os.open("/dev/loop-control", os.O_RDWR)
    except OSError as e:
        raise CannotRecord(f"no loop devices: {e}") from e
    backing = os.open(image, os.O_RDONLY)
    try:
        for _ in range(50):
            number = fcntl.ioctl(control, _LOOP_CTL_GET_FREE)
            loop = os.open(f"/dev/loop{number}", os.O_RDONLY)
            info = struct.pack("<5Q4I", 0, 0, 0, 0, 0, 0, 0, 0, _LO_READ_ONLY_AUTOCLEAR).ljust(232, b"\0")
            try:
                fcntl.ioctl(loop, _LOOP_CONFIGURE, struct.pack("<2I", backing, 0) + info + bytes(64))
                return loop
            except OSError:  # somebody was faster
                os.close(loop)
        raise CannotRecord("no loop device is free")
    finally:
        os.close(control)
        os.close(backing)


class Calls:
    """Makes the system calls of a case, on one descriptor."""

    def __init__(self, descriptor, file):
        self._descriptor, self._size = descriptor, file.size
        self._mapping = None

    def perform(self, op):
        word, *rest = op.split()
        getattr(self, "_" + word)(*rest)

    def close(self):
        if self._mapping:
            self._mapping.close()

    def _seq(self, length):
        os.lseek(self._descriptor, 0, os.SEEK_SET)
        while os.read(self._descriptor, int(length)):
            pass

    def _pr(self, offset, length):
        os.pread(self._descriptor, int(length), int(offset))

    def _ra(self, page, pages):
        _call(_libc.readahead, self._descriptor, int(page) * PAGE, int(pages) * PAGE)

    def _fadv(self, advice, offset, length):
        if advice == "dontneed":
            time.sleep(0.01)  # pages that are still being read stay
        os.posix_fadvise(self._descriptor, int(offset), int(length), _ADVICE[advice])

    def _mmap(self, advice):
        self._mapping = self._mapping or mmap.mmap(self._descriptor, self._size, mmap.MAP_SHARED, mmap.PROT_READ)
        self._mapping.madvise(_MADVICE[advice])

    def _touch(self, page):
        # The page tables are emptied, so that each touch is a fault, whatever the faults before mapped around them.
        self._mapping.madvise(mmap.MADV_DONTNEED)
        self._mapping[int(page) * PAGE]


class Lines:
    """Turns what was traced into the lines of a recording."""

    _EVENT = re.compile(r"^.*?\] \S+\s+\d+\.\d+: (\w+): (.*)$")
    _BIO = re.compile(r"\d+,\d+ (\w+) (\d+) \+ (\d+) ")
    _ADDED = re.compile(r"ino (\w+) pfn=0x(\w+) ofs=(\d+) order=(\d+)")

    def __init__(self, file, ops):
        self._file, self._ops = file, ops
        self._lines, self._window = [], []
        self._folio_of = {}
        self.read_blocks = set()
        self.by_memory = False  # whether a bio is as long as the places of folios in memory made it

    def read(self, raw):
        begun = ended = False
        for line in raw.splitlines():
            if "LOST" in line:
                raise WrongRecording("events were lost")
            if not (match := self._EVENT.match(line)):
                raise WrongRecording(f"an unknown line: {line}")
            event, text = match.groups()
            if event == "tracing_mark_write" and text == "BEGIN":
                begun = True
            elif event == "tracing_mark_write" and text == "END":
                ended = True
                self._close_window()
            elif begun and not ended:
                getattr(self, "_" + event)(text)
        if not ended:
            raise WrongRecording("no end")
        return self

    def __iter__(self):
        return iter(self._lines)

    def __eq__(self, other):
        return self._lines == other._lines

    def bios(self):
        return sum(line.startswith("BIO") for line in self._lines)

    def _tracing_mark_write(self, text):
        self._close_window()
        self._lines.append("OP\t" + self._ops[int(text.split()[1])])

    def _mm_filemap_add_to_page_cache(self, text):
        ino, frame, offset, order = self._ADDED.search(text).groups()
        if int(ino, 16) != self._file.ino:
            raise WrongRecording(f"another file was read: {text}")
        page, order = int(offset) // PAGE, int(order)
        if self._window and self._window[-1][0] + (1 << self._window[-1][1]) != page:
            self._close_window()
        self._window.append((page, order))
        for inside in range(1 << order):
            self._folio_of[page + inside] = int(frame, 16), order

    def _close_window(self):
        """The windows are made of what was added to the page cache just before it was mapped."""
        if not self._window:
            return
        first = self._window[0][0]
        runs = []
        for page, order in self._window:
            if runs and runs[-1][0] == order:
                runs[-1][1] += 1
            else:
                runs.append([order, 1])
        end = self._window[-1][0] + (1 << self._window[-1][1])
        self._lines.append(f"RA\t{first}\t{end - first}\t" + ",".join(f"{order}*{count}" for order, count in runs))
        self._window = []

    def _ext4_es_lookup_extent_exit(self, _):
        self._close_window()

    def _ext4_read_folio(self, text):
        page = int(text.split()[-1])
        if self._window != [(page, 0)]:
            raise WrongRecording(f"page {page} is read after {self._window} were added")
        self._window = []
        self._lines.append(f"RF\t{page}")

    def _block_bio_queue(self, text):
        self._close_window()
        rwbs, sector, sectors = self._BIO.match(text).groups()
        per_block = self._file.block_size // 512
        first, blocks = int(sector) // per_block, int(sectors) // per_block
        if int(sector) % per_block or int(sectors) % per_block:
            raise WrongRecording(f"a bio of parts of blocks: {text}")
        held = [self._file.holds.get(block) for block in range(first, first + blocks)]
        if None in held or (held[0][0] and blocks > 1):
            raise WrongRecording(f"a bio of blocks that are not the file's: {text}")
        self._lines.append(f"BIO\t{first}\t{blocks}\t{rwbs}\t{self._what(held)}")
        if not held[0][0]:
            file_blocks = [block for _, block in held]
            self.read_blocks.update(file_blocks)
            pages = [block * self._file.block_size // PAGE for block in file_blocks]
            folios = list(dict.fromkeys(self._folio_of[page] for page in pages))
            adjoin = any(a + (1 << order) == b for (a, order), (b, _) in zip(folios, folios[1:]))
            self.by_memory |= adjoin and len(folios) >= BIO_MAX_VECS

    @staticmethod
    def _what(held):
        level, first = held[0]
        if level:
            return f"i{level}:{first}"
        runs = []
        for _, block in held:
            if runs and runs[-1][1] + 1 == block:
                runs[-1][1] = block
            else:
                runs.append([block, block])
        return "d" + ",".join(str(a) if a == b else f"{a}-{b}" for a, b in runs)
