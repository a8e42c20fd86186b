// SPDX-License-Identifier: Apache-2.0
package ext2cat.image.format;

import ext2cat.device.BlockDevice;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The regular files of an archive, of which one is the image: the one that the user chose, or else
 * the only one that begins like an image, or else the only one that is compressed, or else the only
 * one.
 *
 * @param archive the archive
 * @param members what is in it
 */
record ArchiveMembers(BlockDevice archive, List<ArchiveMember> members) {

    /** An archive of more files is that of a tree, not of an image. */
    static final int MOST = 1 << 16;

    private static final int MOST_NAMED = 10;

    /** The image. */
    BlockDevice image(ChosenMember chosen) throws IOException {
        Optional<ArchiveMember> named = chosen.of(members);
        if (named.isPresent()) {
            return named.get().open();
        }
        List<ArchiveMember> images = new ArrayList<>();
        List<ArchiveMember> compressed = new ArrayList<>();
        for (ArchiveMember member : members) {
            switch (ImageBegin.of(member.head(ImageBegin.HEAD_BYTES))) {
                case IMAGE -> images.add(member);
                case COMPRESSED -> compressed.add(member);
                case OTHER -> {}
            }
        }
        for (List<ArchiveMember> those : List.of(images, compressed, members)) {
            if (those.size() == 1) {
                return those.getFirst().open();
            }
            if (those == images && !those.isEmpty()) {
                throw several(chosen, "it holds %d images".formatted(those.size()), those);
            }
        }
        throw members.isEmpty()
                ? new WrongContainerException(archive, "the archive holds no file")
                : several(
                        chosen,
                        "none of its %d files begins like an image".formatted(members.size()),
                        members);
    }

    private MemberChoiceException several(
            ChosenMember chosen, String what, List<ArchiveMember> those) {
        String names =
                those.stream()
                        .limit(MOST_NAMED)
                        .map(it -> "%s (%d bytes)".formatted(it.name(), it.sizeBytes()))
                        .collect(Collectors.joining(", "));
        return new MemberChoiceException(
                archive,
                "%s%s: %s%s; choose one with --partition NAME, or add #NAME to the name of the image"
                        .formatted(
                                chosen.rest().isEmpty()
                                        ? ""
                                        : "no file is called '%s', and ".formatted(chosen.rest()),
                                what,
                                names,
                                those.size() > MOST_NAMED ? ", …" : ""));
    }
}
