// SPDX-License-Identifier: Apache-2.0
package ext2cat.check;

import ext2cat.volume.Volume;

import java.io.IOException;

/** Checks a file system, see the package for how. */
public final class Check {

    private Check() {}

    /**
     * Checks everything that can be read.
     *
     * @param mostOfAKind how many findings of each kind are handed on; all are counted
     * @param sink takes the findings as they are made
     * @throws IOException if {@code sink} fails; what fails in the image is a finding
     */
    public static CheckResult run(Volume volume, long mostOfAKind, FindingSink sink)
            throws IOException {
        Findings findings = new Findings(sink, mostOfAKind);
        try {
            run(Subject.of(volume, findings));
        } catch (Findings.SinkFailure e) {
            throw e.failure();
        }
        return findings.result();
    }

    private static void run(Subject subject) throws IOException {
        if (!new SuperblockPass(subject).run()) {
            return;
        }
        new BackupPass(subject).run();
        new GroupPass(subject).run();
        new OrphanList(subject).run();
        new InodePass(subject).run();
        new ClaimOwners(subject).run();
        new JournalCheck(subject).run();
        DirectoryLinks links = new DirectoryLinks();
        new DirectoryPass(subject, links).run();
        new TreePass(subject, links).run();
        if (!subject.findings().isPartial()) {
            new LinkPass(subject).run();
        }
        new BitmapPass(subject).run();
    }
}
