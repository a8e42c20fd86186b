# SPDX-License-Identifier: Apache-2.0
"""Ways of reading a file by chance: those of the recordings, with any sizes and places, and mixtures of them.

A way is a list of system calls in the words of the recordings: `seq BYTES`, `pr OFFSET LENGTH`, `ra PAGE PAGES`,
`fadv ADVICE OFFSET LENGTH`, `mmap ADVICE` and `touch PAGE`.
"""

PAGE = 4096
_MAX_SEQUENTIAL_PAGES = 6500
_BUFFERS = [1000, 4096, 4096, 5000, 8192, 16384, 20000, 65536, 100000]
_BUFFERS += [1 << 17, 1 << 17, 1 << 18, 1 << 20, 1 << 21, 1 << 23]
_READ_AHEAD_KB = [0, 4, 8, 12, 16, 20, 32, 48, 64, 100, 128, 128, 128, 192, 256, 384, 512, 1000, 1024, 2048, 4096, 8192]


class RandomReads:
    """Chooses ways of reading one file."""

    # Of the file as a whole; a huge sparse one takes too long.
    WHOLE = ["seq", "fseq", "will", "stride", "back", "mseq", "raw.whole", "raw.warm", "raw.win", "streams", "again"]
    PARTS = ["rand", "randra", "mrand", "msequential", "mnormal", "raw.ranges", "raw.around", "raw.prefill", "pr.tail"]
    MIXED = ["mix", "mix", "mix", "mix.advice", "mix.mmap"]

    def __init__(self, chance, file):
        self.chance, self.file = chance, file

    def choose(self):
        """A mode, read_ahead_kb, and the calls."""
        modes = list(self.PARTS + self.MIXED)
        if self.file.pages <= _MAX_SEQUENTIAL_PAGES:
            modes += self.WHOLE * 2
        if not self.file.pages:
            modes = ["seq", "will", "raw.whole", "rand", "mix.advice"]
        mode = self.chance.choice(modes)
        read_ahead_kb = 8192 if mode.startswith("raw.") else self.chance.choice(_READ_AHEAD_KB)
        if mode.startswith("m") and self.file.pages > _MAX_SEQUENTIAL_PAGES:
            read_ahead_kb = min(read_ahead_kb, 512)  # each touch may read a window
        if mode == "raw.prefill":
            read_ahead_kb = 0
        return mode, read_ahead_kb, list(getattr(self, "_" + mode.replace(".", "_"))())

    # The file as a whole

    def _seq(self):
        yield f"seq {self._buffer()}"

    def _fseq(self):
        yield "fadv sequential 0 0"
        yield from self._seq()

    def _will(self):
        yield "fadv willneed 0 0"
        yield from self._seq()

    def _again(self):
        yield from self._seq()
        yield f"fadv dontneed {self.chance.choice([0, 0, self._offset()])} 0"
        yield from self.chance.choice([self._seq, self._back, self._randra, self._raw_whole])()

    def _stride(self):
        step = self.chance.choice([2, 3, 4, 8, 16, 17, 32, 64]) * PAGE
        length = self.chance.choice([1000, PAGE, 2 * PAGE, 16384])
        for offset in range(0, self.file.size, step):
            yield f"pr {offset} {length}"

    def _back(self):
        length = self.chance.choice([PAGE, PAGE, 2 * PAGE, 16384, 65536])
        for offset in range((self.file.size - 1) // length * length, -1, -length):
            yield f"pr {offset} {length}"

    def _mseq(self):
        yield "mmap normal"
        yield from (f"touch {page}" for page in range(self.file.pages))

    def _raw_whole(self):
        yield f"ra 0 {max(4, self.file.pages)}"

    _raw_warm = _raw_whole

    def _raw_win(self):
        pages = self.chance.choice([1, 4, 7, self.chance.randint(1, 60)])
        for page in range(0, self.file.pages, pages):
            yield f"ra {page} {pages}"

    def _streams(self):
        chance = self.chance
        streams = [[self._offset(), self._buffer(1 << 17)] for _ in range(chance.randint(2, 4))]
        streams[0][0] = 0
        for _ in range(chance.randint(10, 80)):
            stream = chance.choice(streams)
            yield f"pr {stream[0]} {stream[1]}"
            stream[0] += stream[1]

    # Parts of it

    def _rand(self):
        yield "fadv random 0 0"
        yield from self._randra()

    def _randra(self):
        for _ in range(self.chance.randint(2, 30)):
            yield self._pread()

    def _mrand(self):
        yield "mmap random"
        yield from self._touches()

    def _msequential(self):
        yield "mmap sequential"
        yield from self._touches()

    def _mnormal(self):
        yield "mmap normal"
        yield from self._touches()

    def _touches(self):
        page = self._page()
        for _ in range(self.chance.choice([self.chance.randint(2, 40), self.chance.randint(100, 300)])):
            yield f"touch {page}"
            page = page + 1 if self.chance.random() < 0.5 else self._page()
            page = min(page, self.file.pages - 1)

    def _raw_ranges(self):
        for _ in range(self.chance.randint(2, 12)):
            yield f"ra {self._page()} {self._pages()}"

    def _raw_around(self):
        page = self.chance.choice(self.file.borders) * self.file.block_size // PAGE
        for distance in self.chance.sample(range(-3, 4), 3):
            yield f"ra {max(0, page + distance)} {self.chance.randint(1, 4)}"

    def _raw_prefill(self):
        for _ in range(self.chance.randint(1, 6)):
            yield self._pread()
        yield f"ra {self.chance.choice([0, self._page()])} {self.chance.randint(1, 300)}"

    def _pr_tail(self):
        length = self._buffer(1 << 18)
        offset = max(0, self.file.size - length * self.chance.randint(1, 8))
        while offset < self.file.size:
            yield f"pr {offset} {length}"
            offset += length

    # Mixtures

    def _mix(self):
        position = self._offset()
        for _ in range(self.chance.randint(3, 30)):
            kind = self.chance.randrange(8)
            if kind <= 3:  # goes on where it was
                length = self._buffer(1 << 18)
                yield f"pr {position} {length}"
                position += length
            elif kind == 4:
                position = self._offset()
            elif kind == 5:
                yield self._pread()
            elif kind == 6:
                yield f"ra {self._page()} {self._pages()}"
            elif self.file.pages <= _MAX_SEQUENTIAL_PAGES and self.chance.random() < 0.3:
                yield f"seq {self._buffer()}"

    def _mix_advice(self):
        for op in self._mix():
            if self.chance.random() < 0.3:
                advice = self.chance.choice(["normal", "sequential", "random", "willneed", "dontneed"])
                if advice in ("willneed", "dontneed"):
                    yield f"fadv {advice} {self._offset()} {self._pages() * PAGE - self.chance.choice([0, 0, 1, 1000])}"
                else:
                    yield f"fadv {advice} 0 0"
            yield op

    def _mix_mmap(self):
        if not self.file.pages:
            return
        yield f"mmap {self.chance.choice(['normal', 'random', 'sequential'])}"
        for op in self._mix():
            yield op
            if self.chance.random() < 0.1:
                yield f"mmap {self.chance.choice(['normal', 'random', 'sequential'])}"
            if self.chance.random() < 0.5:
                page = self._page()
                for at in range(page, min(page + self.chance.choice([1, 1, 1, 10]), self.file.pages)):
                    yield f"touch {at}"

    # Places and lengths

    def _buffer(self, limit=1 << 23):
        if self.chance.random() < 0.15:
            return self.chance.randint(300, limit)
        return self.chance.choice([length for length in _BUFFERS if length <= limit])

    def _offset(self):
        """A place in the file: anywhere, at its ends, or where something begins or ends."""
        chance, file = self.chance, self.file
        kind = chance.randrange(8)
        if kind <= 3 or not file.edges:
            return chance.randrange(file.size + 1)
        if kind == 4:
            return 0
        if kind == 5:
            return max(0, file.size - chance.randint(0, 40000))
        block = chance.choice(file.edges if kind == 6 else file.borders)
        return max(0, block * file.block_size + chance.choice([0, 0, -1, -PAGE, -3 * PAGE, PAGE, 1000]))

    def _page(self):
        return min(self._offset() // PAGE, max(0, self.file.pages - 1))

    def _pages(self):
        return self.chance.choice([1, 2, 4, 7, 16, 32, 64, self.chance.randint(1, 100), self.chance.randint(1, 3000)])

    def _pread(self):
        length = self.chance.choice([1, 300, 1000, PAGE, PAGE, 5000, 16384, 16384, 65536, 300000, 3000000])
        return f"pr {self._offset()} {length}"
