// SPDX-License-Identifier: Apache-2.0
package ext2cat.capture;

import ext2cat.readorder.format.SectorRead;

import java.util.List;

/**
 * What an order of reads costs a disk. Distances are from the end of one request to the start of
 * the next, as btt has them; contiguous requests have none.
 *
 * @param requests how many requests
 * @param sectors how much is read
 * @param oneBlockRequests requests of a single block
 * @param backwardSeeks times the disk goes back
 * @param forwardSeeks times it leaps forward
 * @param seekSectors all distances together
 */
public record ReadCost(
        long requests,
        long sectors,
        long oneBlockRequests,
        long backwardSeeks,
        long forwardSeeks,
        long seekSectors) {

    /** The cost of these requests in this order. */
    static ReadCost of(List<SectorRead> requests, long blockSectors) {
        long sectors = 0;
        long oneBlock = 0;
        long backward = 0;
        long forward = 0;
        long distance = 0;
        for (int i = 0; i < requests.size(); i++) {
            SectorRead request = requests.get(i);
            sectors += request.sectors();
            oneBlock += request.sectors() <= blockSectors ? 1 : 0;
            long seek = i == 0 ? 0 : request.startSector() - requests.get(i - 1).endSector();
            backward += seek < 0 ? 1 : 0;
            forward += seek > 0 ? 1 : 0;
            distance += Math.abs(seek);
        }
        return new ReadCost(requests.size(), sectors, oneBlock, backward, forward, distance);
    }
}
