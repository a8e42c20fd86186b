// SPDX-License-Identifier: Apache-2.0
package ext2cat.check;

import ext2cat.volume.Volume;

import java.io.IOException;

/** One check of a file system, see the package for how. */
public final class Check {

    private final Volume volume;

    /**
     * A check not begun.
     *
     * @param volume the file system to check
     */
    public Check(Volume volume) {
        this.volume = volume;
    }

    /**
     * Checks everything that can be read.
     *
     * @param mostOfAKind how many findings of each kind are handed on; all are counted
     * @param sink takes the findings as they are made
     * @return how many findings there were, and how far the check could look
     * @throws IOException if {@code sink} fails; what fails in the image is a finding
     */
    public CheckResult run(long mostOfAKind, FindingSink sink) throws IOException {
        Findings findings = new Findings(sink, mostOfAKind);
        try {
            run(Subject.of(volume, findings));
        } catch (Findings.SinkFailure e) {
            throw e.failure();
        }
        return findings.result();
    }

    private void run(Subject subject) throws IOException {
        if (!new SuperblockPass(subject).run()) {
            return;
        }
        new BackupPass(subject).run();
        new GroupPass(subject).run();
        new OrphanList(subject).run();
        new OrphanFile(subject).run();
        new InodePass(subject).run();
        new ClaimOwners(subject).run();
        new JournalCheck(subject).run();
        DirectoryLinks links = new DirectoryLinks();
        new DirectoryPass(subject, links).run();
        new TreePass(subject, links).run();
        if (subject.findings().hasAll(Loss.ENTRIES)) {
            new LinkPass(subject).run();
        }
        new BitmapPass(subject).run();
    }
}
