// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.mount;

import ext2cat.cli.run.Session;
import ext2cat.mount.serve.ServiceLog;

import java.util.HashSet;
import java.util.Set;

/** Says what is damaged in a mounted image: each thing once, however often it is asked for. */
final class MountMessages implements ServiceLog {

    /** A hostile image has damage without end. */
    private static final int MOST_SENTENCES = 1000;

    private final Session session;
    private final Set<String> said = new HashSet<>();
    private boolean full;

    MountMessages(Session session) {
        this.session = session;
    }

    @Override
    public synchronized void failed(long inode, Throwable thrown) {
        if (said.size() < MOST_SENTENCES) {
            if (said.add(inode + ": " + thrown.getMessage())) {
                session.report(thrown, "inode " + inode);
            }
        } else if (!full) {
            full = true;
            session.say("more than %d places are damaged".formatted(MOST_SENTENCES));
        }
    }
}
