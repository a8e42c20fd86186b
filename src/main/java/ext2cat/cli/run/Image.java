// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.run;

import ext2cat.cli.line.Arguments;
import ext2cat.device.BlockDevice;
import ext2cat.disk.FileName;
import ext2cat.image.ImageOpener;
import ext2cat.image.Location;
import ext2cat.volume.JournalUse;
import ext2cat.volume.OpenOptions;
import ext2cat.volume.OpenOptions.WrongChecksums;
import ext2cat.volume.Volume;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The file system that a command is to open.
 *
 * @param word the image, as typed
 * @param file the file of that, as typed
 * @param location where in it the file system lies
 * @param backing whether the backing files that it names are read
 * @param mostExpanded how large it may become when it is expanded, if that was said
 * @param superblock the superblock to open by
 * @param replay whether its journal is replayed
 * @param journal the file with the journal, as typed, if that is not in the image
 * @param wrongChecksums what a wrong checksum is
 */
public record Image(
        String word,
        String file,
        Location location,
        boolean backing,
        OptionalLong mostExpanded,
        OptionalLong superblock,
        boolean replay,
        Optional<String> journal,
        WrongChecksums wrongChecksums) {

    /** This file system for who verifies all checksums himself. */
    public Image withChecksumsUnseen() {
        return new Image(
                word,
                file,
                location,
                backing,
                mostExpanded,
                superblock,
                replay,
                journal,
                WrongChecksums.UNSEEN);
    }

    /** Opens it. */
    Volume open(Session session) throws IOException {
        return Volume.open(device(session), openOptions(session));
    }

    /** The bytes that the file system lies in, whatever they hold. */
    public BlockDevice device(Session session) throws IOException {
        return device(session, location);
    }

    /** The bytes of the image, expanded, of all that it holds, or a file of an archive does. */
    public BlockDevice disk(Session session) throws IOException {
        String name = location instanceof Location.InPartition(String typed) ? typed : "";
        return device(session, new Location.Disk(name));
    }

    private BlockDevice device(Session session, Location place) throws IOException {
        try (Expansion expansion = new Expansion(session, label())) {
            ImageOpener opener = opener(expansion);
            return ImageOpener.isAddress(file)
                    ? opener.openAddress(file, place)
                    : opener.open(Arguments.path(file), place);
        }
    }

    private ImageOpener opener(Expansion expansion) {
        ImageOpener opener = new ImageOpener(ImageOpener.defaultTemporaryDirectory(), expansion);
        ImageOpener limited =
                mostExpanded.isPresent()
                        ? opener.withMostExpanded(mostExpanded.getAsLong())
                        : opener;
        return backing ? limited.withBackingFiles() : limited;
    }

    /** How the file system is to be opened. */
    public OpenOptions openOptions(Session session) throws IOException {
        OpenOptions options =
                OpenOptions.DEFAULT
                        .withJournal(journalUse(session))
                        .withWrongChecksums(wrongChecksums);
        return superblock.isPresent() ? options.withSuperblock(superblock.getAsLong()) : options;
    }

    private JournalUse journalUse(Session session) throws IOException {
        if (!replay) {
            return JournalUse.IGNORE;
        }
        if (journal.isEmpty()) {
            return JournalUse.REPLAY;
        }
        try (Expansion expansion = new Expansion(session, journal.get())) {
            return new JournalUse.External(opener(expansion).open(Arguments.path(journal.get())));
        } catch (NoSuchFileException e) {
            FileSystemException named =
                    new FileSystemException(journal.get(), null, "no such file or directory");
            named.initCause(e);
            throw named; // which of the two files it is
        }
    }

    /** Whether a file is the image itself, and must not be written. */
    public boolean isAt(Path other) throws IOException {
        return !ImageOpener.isAddress(file)
                && Files.exists(other)
                && Files.isSameFile(other, Arguments.path(file));
    }

    /** What messages call the image: its name, safe to show. */
    public String label() {
        return FileName.of(Arguments.bytes(word)).toString();
    }
}
