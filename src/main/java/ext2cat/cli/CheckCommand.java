// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.util.concurrent.Callable;

/** {@code ext2 check}. */
@Command(
        name = "check",
        description = "Checks every structure that is read, and says what is wrong where.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        exitCodeList = {
            "0:Nothing is wrong; there may be notes.",
            "3:The image is damaged or contradicts itself, or is no ext2 image."
        },
        footerHeading = "%nSeverities:%n",
        footer = {
            "  damage         something cannot be read, or may be read wrongly",
            "  inconsistency  structures contradict each other, but reading goes well",
            "  note           no fault, but worth knowing"
        })
final class CheckCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Mixin private ImageOptions options;

    @Option(
            names = "--most",
            paramLabel = "COUNT",
            defaultValue = "20",
            description = "How many findings of each kind are shown. Default: 20.")
    private int most;

    @Option(names = "--json", description = "Write one JSON document.")
    private boolean json;

    @Parameters(index = "0", paramLabel = "IMAGE", description = "The image.")
    private String image;

    private final Streams streams;

    CheckCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        if (most < 0) {
            throw new ParameterException(
                    spec.commandLine(), "--most " + most + " is not a number from 0 on");
        }
        Session session = new Session(streams, spec, options);
        ImageSource source = ImageSource.of(image, options);
        return session.run(
                        source, volume -> new CheckReport(session, source, most).run(volume, json))
                .value();
    }
}
