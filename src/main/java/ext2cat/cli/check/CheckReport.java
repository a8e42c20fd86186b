// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.check;

import ext2cat.check.Check;
import ext2cat.check.CheckResult;
import ext2cat.check.Finding;
import ext2cat.check.Problem;
import ext2cat.check.Severity;
import ext2cat.cli.line.ExitCode;
import ext2cat.cli.run.Image;
import ext2cat.cli.run.Session;
import ext2cat.cli.text.Ink;
import ext2cat.cli.text.Json;
import ext2cat.cli.text.Shown;
import ext2cat.volume.TreePath;
import ext2cat.volume.Volume;
import ext2cat.volume.walk.PathsOf;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Checks an image and shows what was found: the kinds of findings in the order of the passes, of
 * each kind the first ones and how many more there are.
 */
final class CheckReport {

    private final Session session;
    private final Image source;
    private final int most;
    private final Map<Problem, List<Finding>> shown = new EnumMap<>(Problem.class);

    /**
     * A check not begun.
     *
     * @param most how many findings of each kind are shown
     */
    CheckReport(Session session, Image source, int most) {
        this.session = session;
        this.source = source;
        this.most = most;
    }

    /** Checks a volume and writes the report. */
    void run(Volume volume, boolean json) throws IOException {
        CheckResult result =
                new Check(volume)
                        .run(
                                most,
                                finding ->
                                        shown.computeIfAbsent(
                                                        finding.problem(), _ -> new ArrayList<>())
                                                .add(finding));
        Map<Long, TreePath> paths = PathsOf.firstOf(volume, inodes(), (_, _) -> {});
        Writer out = session.textOut();
        if (json) {
            Json.write(out, generator -> json(generator, result, paths));
        } else {
            text(out, result, paths);
            out.flush();
        }
        if (result.deviceFailed()) {
            session.end(ExitCode.PATH_OR_IO);
        } else if (!result.isClean()) {
            session.end(ExitCode.CORRUPT);
        }
    }

    private Set<Long> inodes() {
        Set<Long> inodes = new HashSet<>();
        for (List<Finding> findings : shown.values()) {
            findings.forEach(finding -> finding.place().inode().ifPresent(inodes::add));
        }
        return inodes;
    }

    private static Optional<TreePath> path(Finding finding, Map<Long, TreePath> paths) {
        OptionalLong inode = finding.place().inode();
        return inode.isPresent()
                ? Optional.ofNullable(paths.get(inode.getAsLong()))
                : Optional.empty();
    }

    private void text(Appendable out, CheckResult result, Map<Long, TreePath> paths)
            throws IOException {
        for (Map.Entry<Problem, Long> count : result.counts().entrySet()) {
            Severity severity = count.getKey().severity();
            String word = ink(severity).on(session.terminal(), severity.label());
            List<Finding> findings = shown.getOrDefault(count.getKey(), List.of());
            for (Finding finding : findings) {
                String place =
                        path(finding, paths)
                                .map(finding.place()::toString)
                                .orElseGet(finding.place()::toString);
                out.append(word).append(": ").append(place).append(": ");
                out.append(finding.text()).append('\n');
            }
            long more = count.getValue() - findings.size();
            if (more > 0) {
                out.append(word).append(": ");
                out.append(
                        String.format(
                                Locale.ROOT,
                                findings.isEmpty() ? "%,d of %s%n" : "and %,d more of %s%n",
                                more,
                                count.getKey().label()));
            }
        }
        out.append(source.label()).append(": ").append(summary(result)).append('\n');
    }

    private String summary(CheckResult result) {
        long damage = result.count(Severity.DAMAGE);
        long problems = damage + result.count(Severity.INCONSISTENCY);
        long notes = result.count(Severity.NOTE);
        StringBuilder summary = new StringBuilder();
        if (problems == 0) {
            summary.append(Ink.GOOD.on(session.terminal(), "clean"));
        } else {
            summary.append(number(problems, "problem"));
            summary.append(
                    damage == 0
                            ? ", none of them damage"
                            : ", %,d of them damage".formatted(damage));
        }
        if (notes > 0) {
            summary.append(", ").append(number(notes, "note"));
        }
        if (result.partial()) {
            summary.append("; not everything could be looked at, so more may be wrong");
        }
        return summary.toString();
    }

    private static String number(long count, String what) {
        return String.format(Locale.ROOT, "%,d %s", count, Shown.noun(count, what));
    }

    private static Ink ink(Severity severity) {
        return switch (severity) {
            case DAMAGE -> Ink.BAD;
            case INCONSISTENCY -> Ink.WARNING;
            case NOTE -> Ink.FAINT;
        };
    }

    private void json(Json json, CheckResult result, Map<Long, TreePath> paths) throws IOException {
        json.object();
        json.field("image", source.label());
        json.array("findings");
        for (Problem problem : result.counts().keySet()) {
            for (Finding finding : shown.getOrDefault(problem, List.of())) {
                finding(json, finding, paths);
            }
        }
        json.end();
        json.object("counts");
        for (Map.Entry<Problem, Long> count : result.counts().entrySet()) {
            json.field(count.getKey().label(), count.getValue());
        }
        json.end();
        for (Severity severity : Severity.values()) {
            json.field(severity.label(), result.count(severity));
        }
        json.field("clean", result.isClean());
        json.field("partial", result.partial());
        json.end();
    }

    private static void finding(Json json, Finding finding, Map<Long, TreePath> paths)
            throws IOException {
        json.object();
        json.field("severity", finding.problem().severity().label());
        json.field("area", finding.problem().area().label());
        json.field("problem", finding.problem().label());
        json.field("group", finding.place().group());
        json.field("inode", finding.place().inode());
        json.field("path", path(finding, paths));
        json.field("disk_block", finding.place().block());
        OptionalInt offset = finding.place().offsetBytes();
        if (offset.isPresent()) {
            json.field("offset_bytes", offset.getAsInt());
        }
        json.field("sentence", finding.sentence());
        json.end();
    }
}
