// SPDX-License-Identifier: Apache-2.0
package ext2cat.capture;

import ext2cat.disk.DeviceNumber;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A capture that was read to its end. */
record Captured(CaptureFormat format, List<CaptureEvent> events, List<CaptureNote> notes) {

    static Captured of(Path path) throws IOException {
        List<CaptureEvent> events = new ArrayList<>();
        List<CaptureNote> notes = new ArrayList<>();
        try (Capture capture = Capture.open(path)) {
            for (Optional<CaptureItem> item = capture.next();
                    item.isPresent();
                    item = capture.next()) {
                switch (item.get()) {
                    case CaptureEvent event -> events.add(event);
                    case CaptureNote note -> notes.add(note);
                }
            }
            return new Captured(capture.format(), events, notes);
        }
    }

    static Captured ofText(Path folder, String... lines) throws IOException {
        Path file = folder.resolve("capture.txt");
        Files.writeString(file, String.join("\n", lines) + "\n", StandardCharsets.UTF_8);
        return of(file);
    }

    static Captured ofBytes(Path folder, byte[] bytes) throws IOException {
        Path file = folder.resolve("capture.bin");
        Files.write(file, bytes);
        return of(file);
    }

    /** The notes of a kind, as "place: text". */
    List<String> notes(CaptureNote.Kind kind) {
        return notes.stream()
                .filter(note -> note.kind() == kind)
                .map(note -> note.where() + ": " + note.text())
                .toList();
    }

    /** The events of an action on a device, as "RWBS sector + sectors". */
    List<String> reads(BlockAction action, DeviceNumber device) {
        return events.stream()
                .filter(event -> event.action() == action && event.device().equals(device))
                .map(event -> event.rwbs() + " " + event.sector() + " + " + event.sectors())
                .toList();
    }
}
