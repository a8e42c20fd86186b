// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.run;

import ext2cat.volume.walk.Damage;

import java.io.IOException;

/**
 * Says what is damaged in one subject: the first places each in a sentence, the others by their
 * number when it is closed, since a hostile map may have a billion of them.
 */
public final class DamageReport implements Damage, AutoCloseable {

    private static final int MOST_SENTENCES = 10;

    private final Session session;
    private final String subject;
    private long told;

    /**
     * Nothing is damaged yet.
     *
     * @param subject what was read, safe to show
     */
    public DamageReport(Session session, String subject) {
        this.session = session;
        this.subject = subject;
    }

    @Override
    public void lost(Part part, IOException thrown) throws IOException {
        if (told < MOST_SENTENCES) {
            session.reportPart(thrown, subject);
        }
        told++;
    }

    @Override
    public void close() {
        if (told > MOST_SENTENCES) {
            session.say("%s: %d more places are damaged".formatted(subject, told - MOST_SENTENCES));
        }
    }
}
