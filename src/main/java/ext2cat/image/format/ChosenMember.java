// SPDX-License-Identifier: Apache-2.0
package ext2cat.image.format;

import java.util.List;
import java.util.Optional;

/**
 * What a user wrote after {@code #}: {@code disk.img#2} is partition 2 of the file {@code disk.img}
 * of an archive. Each archive that is opened takes the name of its file away from the front; what
 * no archive has taken is the name of a partition.
 */
public final class ChosenMember {

    private String rest;

    /** By this name; an empty one chooses nothing. */
    public ChosenMember(String name) {
        rest = name;
    }

    /** What no archive has taken so far. */
    public String rest() {
        return rest;
    }

    /**
     * Takes the name of a member away, the longest that is one. A file in a folder may be called by
     * its own name if no other is called so.
     */
    Optional<ArchiveMember> of(List<ArchiveMember> members) {
        for (int end = rest.length(); end > 0; end = rest.lastIndexOf('#', end - 1)) {
            String name = rest.substring(0, end);
            Optional<ArchiveMember> member = called(name, members);
            if (member.isPresent()) {
                rest = rest.substring(Math.min(end + 1, rest.length()));
                return member;
            }
        }
        return Optional.empty();
    }

    private static Optional<ArchiveMember> called(String name, List<ArchiveMember> members) {
        List<ArchiveMember> exact = members.stream().filter(it -> it.name().equals(name)).toList();
        if (!exact.isEmpty()) {
            return Optional.of(exact.getLast()); // what unpacking the archive would leave
        }
        List<ArchiveMember> inFolders =
                members.stream().filter(it -> it.name().endsWith("/" + name)).toList();
        return inFolders.size() == 1 ? Optional.of(inFolders.getFirst()) : Optional.empty();
    }
}
