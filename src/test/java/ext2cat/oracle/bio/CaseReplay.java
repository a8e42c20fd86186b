// SPDX-License-Identifier: Apache-2.0
package ext2cat.oracle.bio;

import ext2cat.mpage.Advice;
import ext2cat.mpage.read.OpenFile;

import java.io.IOException;
import java.util.Locale;

/**
 * Carries out the system calls of a recorded case on our own readers, those with O_DIRECT as if
 * that had not been asked for.
 */
final class CaseReplay {

    private static final int PAGE_BYTES = 4096;

    private final OpenFile file;
    private Advice mmapAdvice = Advice.NORMAL;

    CaseReplay(OpenFile file) {
        this.file = file;
    }

    /** Carries out one call, in the words of an OP line. */
    void perform(String op) throws IOException {
        String[] words = op.split(" ");
        switch (words[0]) {
            case "seq", "dseq" -> readToEnd(number(words[1]));
            case "pr", "dpr" -> file.read(number(words[1]), number(words[2]));
            case "ra" ->
                    file.willNeed(number(words[1]) * PAGE_BYTES, number(words[2]) * PAGE_BYTES);
            case "fadv" -> advise(words[1], number(words[2]), number(words[3]));
            case "mmap" -> mmapAdvice = Advice.valueOf(words[1].toUpperCase(Locale.ROOT));
            case "touch" -> file.fault(number(words[1]), mmapAdvice);
            default -> throw new IOException("unknown system call in the recording: " + op);
        }
    }

    private void readToEnd(long bufferBytes) throws IOException {
        long position = 0;
        long got;
        do {
            got = file.read(position, bufferBytes);
            position += got;
        } while (got > 0);
    }

    private void advise(String advice, long offset, long length) throws IOException {
        long bytes = length == 0 ? Long.MAX_VALUE - offset : length;
        switch (advice) {
            case "willneed" -> file.willNeed(offset, bytes);
            case "dontneed" -> file.dontNeed(offset, bytes);
            case "sequential" -> file.advise(Advice.SEQUENTIAL);
            case "random" -> file.advise(Advice.RANDOM);
            case "normal" -> file.advise(Advice.NORMAL);
            default -> throw new IOException("unknown advice in the recording: " + advice);
        }
    }

    private static long number(String word) {
        return Long.parseLong(word);
    }
}
