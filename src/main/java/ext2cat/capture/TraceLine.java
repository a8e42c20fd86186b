// SPDX-License-Identifier: Apache-2.0
package ext2cat.capture;

/**
 * A line of text, split into the columns that tracefs and perf put before an event, and the event.
 *
 * <pre>
 *              dd-13446   [001] d..1.  6761.603777:   7,2    Q   R 17584 + 8 [dd]
 *             cat   13404 [001]  6760.821800: block:block_bio_queue: 7,0 R 12390 + 2 [cat]
 *   7,2    1        0     0.000000000 13446  Q   R 17584 + 8 [dd]
 * </pre>
 *
 * <p>The columns end with the time and a colon. A line without them is an event only, and its place
 * in time and the process are unknown.
 *
 * @param process the process's name; empty if unknown
 * @param pid its number; -1 if unknown
 * @param cpu the processor; -1 if unknown
 * @param timeNanos the time; 0 if unknown
 * @param body the event, without leading spaces
 */
record TraceLine(String process, int pid, int cpu, long timeNanos, String body) {

    static TraceLine parse(String line) {
        int colon = endOfTime(line);
        if (colon < 0) {
            return new TraceLine("", -1, -1, 0, line.strip());
        }
        int timeBegin = line.lastIndexOf(' ', colon) + 1;
        String time = line.substring(timeBegin, colon);
        String columns = line.substring(0, timeBegin);
        int bracket = cpuBracket(columns);
        String task = (bracket < 0 ? columns : columns.substring(0, bracket)).strip();
        int pidBegin = pidBegin(task);
        return new TraceLine(
                task.substring(0, Math.max(pidBegin - 1, 0)).strip(),
                pidBegin < 0 ? -1 : number(task, pidBegin),
                bracket < 0 ? -1 : number(columns, bracket + 1),
                new LineCursor(time).seconds(),
                line.substring(colon + 1).strip());
    }

    /** The colon after the first word of the form 12.345: or -1. */
    private static int endOfTime(String line) {
        int colon = line.indexOf(": ");
        while (colon >= 0) {
            int begin = line.lastIndexOf(' ', colon) + 1;
            if (isTime(line, begin, colon)) {
                return colon;
            }
            colon = line.indexOf(": ", colon + 1);
        }
        return -1;
    }

    private static boolean isTime(String line, int begin, int end) {
        int points = 0;
        for (int i = begin; i < end; i++) {
            if (line.charAt(i) == '.') {
                points++;
            } else if (!LineCursor.isDigit(line.charAt(i))) {
                return false;
            }
        }
        return points == 1 && line.charAt(begin) != '.';
    }

    /** Where {@code [001]} begins; a process's name may hold brackets of its own, before it. */
    private static int cpuBracket(String columns) {
        int bracket = columns.lastIndexOf('[');
        boolean isCpu =
                bracket >= 0
                        && bracket + 1 < columns.length()
                        && LineCursor.isDigit(columns.charAt(bracket + 1));
        return isCpu ? bracket : -1;
    }

    /**
     * Where the pid begins in {@code cat-13404}, {@code cat 13404} or {@code cat-13404 (13404)}.
     */
    private static int pidBegin(String task) {
        int end = task.endsWith(")") ? task.lastIndexOf('(') : task.length();
        String name = task.substring(0, Math.max(end, 0)).strip();
        int begin = name.length();
        while (begin > 0 && LineCursor.isDigit(name.charAt(begin - 1))) {
            begin--;
        }
        boolean isPid =
                begin > 0 && begin < name.length() && "- /".indexOf(name.charAt(begin - 1)) >= 0;
        return isPid ? begin : -1;
    }

    private static int number(String text, int begin) {
        int end = begin;
        while (end < text.length() && LineCursor.isDigit(text.charAt(end))) {
            end++;
        }
        LineCursor cursor = new LineCursor(text.substring(begin, end));
        int number = cursor.smallNumber();
        return cursor.hasFailed() ? -1 : number;
    }
}
