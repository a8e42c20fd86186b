// SPDX-License-Identifier: Apache-2.0
package ext2cat.capture;

import ext2cat.bio.BioVec;
import ext2cat.mpage.ReadModel;
import ext2cat.readorder.Predictor;
import ext2cat.readorder.ReaderProgram;
import ext2cat.readorder.format.SectorRead;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Where a file lies: the sectors of its data, by file block, and those of its indirect blocks. */
public final class FileExtents {

    private record Extent(long fileBlock, long startSector, long blocks) {}

    private final List<Extent> data;
    private final SectorSet sectors;
    private final long blockSectors;

    private FileExtents(List<Extent> data, SectorSet sectors, long blockSectors) {
        this.data = data;
        this.sectors = sectors;
        this.blockSectors = blockSectors;
    }

    /** Where a file lies. */
    static FileExtents of(Predictor file) throws IOException {
        int blockBits = file.blockBits();
        int sectorBits = blockBits - SectorRead.SECTOR_SHIFT;
        List<Extent> data = new ArrayList<>();
        List<SectorRead> all = new ArrayList<>();
        file.model(ReadModel.EXT2)
                .reader(ReaderProgram.WHOLE)
                .predict(
                        bio -> {
                            all.add(SectorRead.of(bio, blockBits));
                            if (bio.use().isData()) {
                                long sector = bio.diskBlock() << sectorBits;
                                for (BioVec vec : bio.vecs()) {
                                    data.add(new Extent(vec.fileBlock(), sector, vec.blocks()));
                                    sector += vec.blocks() << sectorBits;
                                }
                            }
                        });
        data.sort(Comparator.comparingLong(Extent::fileBlock));
        return new FileExtents(List.copyOf(data), SectorSet.of(all), 1L << sectorBits);
    }

    /** Sectors of a file of which nothing more is known, so that no part of it can be told. */
    static FileExtents unnumbered(Collection<SectorRead> requests) {
        return new FileExtents(List.of(), SectorSet.of(requests), 1);
    }

    /** All sectors, of data and of indirect blocks. */
    SectorSet sectors() {
        return sectors;
    }

    /** The file block that begins at a sector, or lies around it; empty if it is not of data. */
    Optional<Long> fileBlock(long sector) {
        return data.stream()
                .filter(
                        extent ->
                                extent.startSector() <= sector
                                        && sector
                                                < extent.startSector()
                                                        + extent.blocks() * blockSectors)
                .map(extent -> extent.fileBlock() + (sector - extent.startSector()) / blockSectors)
                .findFirst();
    }

    /** The part of the file's data that was read; empty if all of it was. */
    Optional<FilePart> part(Collection<SectorRead> reads) {
        SectorSet read = SectorSet.of(reads);
        List<FilePart.Range> ranges = new ArrayList<>();
        boolean isWhole = true;
        boolean reachesEnd = false;
        for (Extent extent : data) {
            long covered = extent.startSector();
            long end = extent.startSector() + extent.blocks() * blockSectors;
            for (SectorSet.Range range : read.within(extent.startSector(), end)) {
                boolean goesOn = reachesEnd && range.begin() == extent.startSector();
                isWhole &= range.begin() == covered;
                add(ranges, extent, range, goesOn);
                covered = range.end();
                reachesEnd = false;
            }
            reachesEnd = covered == end;
            isWhole &= reachesEnd;
        }
        return isWhole ? Optional.empty() : Optional.of(new FilePart(ranges));
    }

    private void add(
            List<FilePart.Range> ranges, Extent extent, SectorSet.Range range, boolean goesOn) {
        long first = extent.fileBlock() + (range.begin() - extent.startSector()) / blockSectors;
        long last = extent.fileBlock() + (range.end() - 1 - extent.startSector()) / blockSectors;
        ranges.add(new FilePart.Range(goesOn ? ranges.removeLast().first() : first, last));
    }
}
