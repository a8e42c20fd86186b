// SPDX-License-Identifier: Apache-2.0
package ext2cat.export;

import ext2cat.disk.CorruptImageException;

import java.io.IOException;
import java.util.Optional;

/** A symbolic link, whose target may yet be read. */
final class Symlink implements DiskOrder.Errand, Step {

    private final Found found;
    private byte[] target = new byte[0];
    private Optional<IOException> failure = Optional.empty();

    Symlink(Found found) {
        this.found = found;
    }

    @Override
    public long diskBlock() {
        try {
            return found.inode().map().firstDiskBlock();
        } catch (IOException _) {
            return 0; // told when the target is read
        }
    }

    @Override
    public void run(DiskOrder order) {
        readTarget();
    }

    void readTarget() {
        try {
            target = found.inode().symlinkTarget();
            if (target.length == 0) {
                throw new CorruptImageException(
                        "symlink inode " + found.inode().number() + ": its target is empty");
            }
        } catch (IOException e) {
            failure = Optional.of(e);
        }
    }

    @Override
    public void deliver(Receiver receiver) throws IOException {
        if (failure.isPresent()) {
            receiver.damage(found.path(), failure.get());
        } else {
            receiver.symlink(found.told(receiver), target);
        }
    }
}
