// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.export;

import ext2cat.cli.run.Session;
import ext2cat.inspect.Salvage;
import ext2cat.mpage.Contents;
import ext2cat.volume.Inode;

import java.io.IOException;
import java.util.Optional;

/** All of a file, with zeros for blocks that cannot be read; how many these are is said. */
final class SalvagedFiles implements CatSource {

    private final Session session;
    private Optional<Salvage> current = Optional.empty();

    SalvagedFiles(Session session) {
        this.session = session;
    }

    @Override
    public Contents open(Inode file) throws IOException {
        Salvage salvage = new Salvage(file);
        current = Optional.of(salvage);
        return salvage.contents();
    }

    @Override
    public void written(String label) {
        current.ifPresent(
                salvage -> salvage.reason().ifPresent(why -> report(salvage, why, label)));
    }

    private void report(Salvage salvage, IOException why, String label) {
        session.report(why, label);
        session.say(
                "%s: %d of its %d blocks cannot be read and were written as zeros"
                        .formatted(label, salvage.lostBlocks(), salvage.sizeBlocks()));
    }
}
