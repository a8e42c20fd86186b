// SPDX-License-Identifier: Apache-2.0
package ext2cat.capture;

import ext2cat.readorder.Predictor;

import java.util.List;
import java.util.Optional;

/**
 * What a capture says about one file.
 *
 * @param format the form of the capture
 * @param devices what it holds of each device
 * @param notes what it holds beside events
 * @param place where the file system begins; empty if nothing of the file was found
 * @param alsoFits other places that fit as well
 * @param queued whether the queued reads were compared, not the issued ones
 * @param reader who read the file, and what; empty if nothing of the file was found
 * @param noise the other reads of that device
 * @param dispatch what the block layer made of the reads
 * @param cost what the captured order costs
 * @param matches all models, the nearest first; empty if nothing of the file was found
 * @param part which part of the file was read; empty if all of it, or if nothing was found
 * @param search how the reader was looked for; empty if it was known
 * @param verdict what it comes to
 */
public record CaptureReport(
        CaptureFormat format,
        List<DeviceCounts> devices,
        List<NoteCount> notes,
        Optional<DeviceOffset> place,
        List<DeviceOffset> alsoFits,
        boolean queued,
        Optional<CapturedReader> reader,
        List<NoiseCount> noise,
        Dispatch dispatch,
        ReadCost cost,
        List<ModelMatch> matches,
        Optional<FilePart> part,
        Optional<Search> search,
        Verdict verdict) {

    /**
     * How a reader was looked for.
     *
     * @param by the reader that fits, or that goes with the capture furthest
     * @param tried the programs that were tried, up to the one that fits
     * @param complete whether all were tried that are known
     */
    public record Search(Predictor by, List<String> tried, boolean complete) {}

    /** The models that the capture follows; several where they agree on the file, or none. */
    public List<String> followed() {
        return matches.stream()
                .filter(match -> match.verdict().follows())
                .map(ModelMatch::model)
                .toList();
    }

    /** The notes that say that reads may be absent. */
    public List<NoteCount> damage() {
        return notes.stream().filter(note -> note.kind().isDamage()).toList();
    }

    /** ModelOrder and capture side by side. */
    public List<AlignedRow> sideBySide(ModelOrder prediction) {
        return Alignment.rows(
                prediction.reads(), reader.map(CapturedReader::reads).orElse(List.of()));
    }
}
