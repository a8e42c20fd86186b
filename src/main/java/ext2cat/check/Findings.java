// SPDX-License-Identifier: Apache-2.0
package ext2cat.check;

import ext2cat.disk.CorruptImageException;
import ext2cat.disk.Ext2Exception;

import java.io.EOFException;
import java.io.IOException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Counts what the passes find and hands the first findings of each kind on. Those after the limit
 * are only counted: a damaged image can hold millions, and no sentence is made of them.
 */
final class Findings {

    /** A failure of whoever takes the findings, told apart from one of the image. */
    static final class SinkFailure extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final IOException failure;

        private SinkFailure(IOException failure) {
            super(failure);
            this.failure = failure;
        }

        IOException failure() {
            return failure;
        }
    }

    private final FindingSink sink;
    private final long mostOfAKind;
    private final long[] counts = new long[Problem.values().length];
    private final Set<Loss> losses = EnumSet.noneOf(Loss.class);
    private boolean partial;
    private boolean deviceFailed;

    Findings(FindingSink sink, long mostOfAKind) {
        this.sink = sink;
        this.mostOfAKind = mostOfAKind;
    }

    /** Something was found; the sentence is {@code place: text}. */
    void add(Problem problem, Place place, String text, Object... values) {
        if (count(problem)) {
            String what = values.length == 0 ? text : String.format(Locale.ROOT, text, values);
            hand(new Finding(problem, place, what));
        }
    }

    /** Something was found of which a reader says where and what: {@code where: what}. */
    void add(Problem problem, Place place, CorruptImageException said) {
        if (count(problem)) {
            String[] parts = said.getMessage().split(": ", 2);
            hand(
                    parts.length == 2
                            ? new Finding(problem, place.named(parts[0]), parts[1])
                            : new Finding(problem, place, parts[0]));
        }
    }

    /** Counts findings for which no sentence is made. */
    void addSilently(Problem problem, long count) {
        counts[problem.ordinal()] += count;
    }

    private boolean count(Problem problem) {
        return ++counts[problem.ordinal()] <= mostOfAKind;
    }

    private void hand(Finding finding) {
        try {
            sink.found(finding);
        } catch (IOException e) {
            throw new SinkFailure(e);
        }
    }

    /** A read failed: by the device's fault, unless the image was found damaged or cut off. */
    void failed(IOException thrown) {
        deviceFailed |= !(thrown instanceof Ext2Exception || thrown instanceof EOFException);
    }

    /** Something cannot be looked at. */
    void becomePartial() {
        partial = true;
    }

    /** Something cannot be looked at from which others would conclude. */
    void lose(Loss what) {
        partial = true;
        losses.add(what);
    }

    /** Whether nothing of the kind was missed so far. */
    boolean hasAll(Loss what) {
        return !losses.contains(what);
    }

    CheckResult result() {
        Map<Problem, Long> found = new EnumMap<>(Problem.class);
        for (Problem problem : Problem.values()) {
            if (counts[problem.ordinal()] > 0) {
                found.put(problem, counts[problem.ordinal()]);
            }
        }
        return new CheckResult(found, partial, deviceFailed);
    }
}
