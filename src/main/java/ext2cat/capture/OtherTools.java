// SPDX-License-Identifier: Apache-2.0
package ext2cat.capture;

import ext2cat.disk.DeviceNumber;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the lines of tools that name a device by its name: those of biosnoop, {@code 0.004 cat 1950
 * vda R 13092560 4096 0.74}, and those of an iolog of fio, {@code /dev/vda read 0 4096}, in version
 * 3 after a time in milliseconds. The n-th name that is met is the device 0,n.
 */
final class OtherTools {

    private static final Pattern BIOSNOOP =
            Pattern.compile(
                    "\\s*(\\d{1,9}\\.\\d{1,9})\\s+(\\S.{0,31}?)\\s+(\\d{1,9})\\s+(\\S{1,64})\\s+"
                        + "([RW]\\w{0,6})\\s+(\\d{1,17})\\s+(\\d{1,17})(\\s+[\\d.]{1,20})*\\s*");

    private static final Pattern IOLOG =
            Pattern.compile("(?:(\\d{1,12}) )?(/\\S{1,255}) (read|write) (\\d{1,18}) (\\d{1,18})");

    private static final int SECTOR_BYTES = 512;

    private final Map<String, DeviceNumber> devices = new LinkedHashMap<>();

    /** The event; empty if the line is none. */
    Optional<EventLine> parse(String line, CapturePlace where) {
        Matcher snoop = BIOSNOOP.matcher(line);
        if (snoop.matches()) {
            long nanos = new BigDecimal(snoop.group(1)).movePointRight(9).longValue();
            return Optional.of(
                    event(
                            CaptureFormat.BIOSNOOP,
                            nanos,
                            snoop.group(4),
                            BlockAction.ISSUE,
                            snoop.group(5),
                            Long.parseLong(snoop.group(6)),
                            Long.parseLong(snoop.group(7)),
                            Integer.parseInt(snoop.group(3)),
                            snoop.group(2),
                            where));
        }
        Matcher iolog = IOLOG.matcher(line);
        if (iolog.matches()) {
            long millis = iolog.group(1) == null ? 0 : Long.parseLong(iolog.group(1));
            return Optional.of(
                    event(
                            CaptureFormat.FIO_IOLOG,
                            millis * 1_000_000,
                            iolog.group(2),
                            BlockAction.QUEUE,
                            iolog.group(3).equals("read") ? "R" : "W",
                            Long.parseLong(iolog.group(4)) / SECTOR_BYTES,
                            Long.parseLong(iolog.group(5)),
                            -1,
                            "",
                            where));
        }
        return Optional.empty();
    }

    private EventLine event(
            CaptureFormat format,
            long nanos,
            String device,
            BlockAction action,
            String rwbs,
            long sector,
            long bytes,
            int pid,
            String process,
            CapturePlace where) {
        DeviceNumber number =
                devices.computeIfAbsent(device, _ -> new DeviceNumber(0, devices.size()));
        CaptureEvent event =
                new CaptureEvent(
                        nanos,
                        -1,
                        number,
                        action,
                        rwbs,
                        sector,
                        Math.ceilDiv(bytes, SECTOR_BYTES),
                        pid,
                        process,
                        Optional.empty(),
                        where);
        return new EventLine(format, event, 0);
    }
}
