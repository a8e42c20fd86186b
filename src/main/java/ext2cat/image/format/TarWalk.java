// SPDX-License-Identifier: Apache-2.0
package ext2cat.image.format;

import ext2cat.device.BlockDevice;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Walks over the headers of a tar archive. What a member lacks in its header stands in members
 * before it: a long name (type L, GNU), or records (type x, POSIX).
 */
final class TarWalk {

    /** Names and records of more bytes are nonsense. */
    private static final long MOST_RECORDS_BYTES = 1 << 20;

    private final BlockDevice archive;
    private final List<ArchiveMember> members = new ArrayList<>();
    private PaxValues records = PaxValues.NONE;
    private Optional<String> longName = Optional.empty();

    /** Stands at the first header. */
    TarWalk(BlockDevice archive) {
        this.archive = archive;
    }

    /** The regular files up to the end of the archive, or to where it is damaged or cut off. */
    List<ArchiveMember> members() throws IOException {
        long at = 0;
        Optional<TarBlock> header = headerAt(at);
        while (header.isPresent() && at < archive.sizeBytes()) {
            if (members.size() == ArchiveMembers.MOST) {
                throw new MemberChoiceException(
                        archive,
                        "the archive holds more than %d files, so it is not that of an image"
                                .formatted(ArchiveMembers.MOST));
            }
            long dataAt = at + TarBlock.BYTES;
            long dataBytes = dataBytes(header.get(), at);
            long afterExtensions = take(header.get(), dataAt, dataBytes);
            if (dataBytes > archive.sizeBytes() - afterExtensions) {
                break; // cut off
            }
            // No overflow: it is no more than the size of the archive and a block.
            at = afterExtensions + Math.ceilDiv(dataBytes, TarBlock.BYTES) * TarBlock.BYTES;
            header = headerAt(at);
        }
        return members;
    }

    private Optional<TarBlock> headerAt(long at) throws IOException {
        return TarBlock.of(Head.at(archive, at, TarBlock.BYTES));
    }

    private long dataBytes(TarBlock header, long at) throws WrongContainerException {
        long bytes = records.number("size").orElse(header.sizeBytes());
        if (bytes < 0) {
            throw new WrongContainerException(
                    archive, "the header of the tar archive at byte %d has no size".formatted(at));
        }
        return bytes;
    }

    /** Takes a member; where its data begins, which further headers of its own may precede. */
    private long take(TarBlock header, long dataAt, long dataBytes) throws IOException {
        switch (header.type()) {
            case 'L' -> longName = Optional.of(text(dataAt, dataBytes).replace("\0", ""));
            case 'x' -> records = PaxValues.of(text(dataAt, dataBytes));
            case 'K', 'g' -> {}
            case '0', '\0', '7', 'S' -> {
                TarData data =
                        header.type() == 'S'
                                ? TarData.ofGnuSparse(archive, header, dataAt, dataBytes)
                                : TarData.of(archive, records, dataAt, dataBytes);
                members.add(new TarMember(archive, name(header), data));
                endMember();
                return data.afterHeadersAt();
            }
            default -> endMember();
        }
        return dataAt;
    }

    private void endMember() {
        records = PaxValues.NONE;
        longName = Optional.empty();
    }

    private String name(TarBlock header) {
        return records.text("GNU.sparse.name")
                .or(() -> records.text("path"))
                .or(() -> longName)
                .orElseGet(header::name);
    }

    private String text(long at, long lengthBytes) throws IOException {
        if (lengthBytes > MOST_RECORDS_BYTES) {
            throw new WrongContainerException(
                    archive,
                    "a name or records of the tar archive at byte %d have %d bytes, more than %d"
                            .formatted(at, lengthBytes, MOST_RECORDS_BYTES));
        }
        // The cast is safe: it was checked.
        return new String(Head.at(archive, at, (int) lengthBytes), StandardCharsets.UTF_8);
    }
}
