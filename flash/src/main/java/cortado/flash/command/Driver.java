package cortado.flash.command;

import cortado.flash.output.Output;
import cortado.flash.pipeline.Project;
import cortado.flash.skeleton.DriverSkeleton;
import java.util.List;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/** {@code cortado driver new NAME}. */
public final class Driver implements Subcommand {
    private static final String COMPATIBLE = "compatible";

    @Override
    public String name() {
        return "driver";
    }

    @Override
    public String arguments() {
        return "new NAME";
    }

    @Override
    public String summary() {
        return "begin a new driver, with a simulated device and a test";
    }

    @Override
    public Options options() {
        return new Options()
                .addOption(OptionForms.value(
                        COMPATIBLE, "STRING", "what its devices call themselves in a device tree (cortado,NAME)"));
    }

    @Override
    public String details() {
        return """
                Makes drivers/NAME with a spec, a driver of one register, a simulated device and a test over the real
                kernel, and enters it in drivers/pom.xml and rootfs/system.yaml. It builds, checks and passes its test as
                it is; drivers/README.md says how to go on.

                Examples:
                  ./cortado driver new acme-adc --compatible acme,adc
                  mvn -pl drivers/acme-adc -am test
                  ./cortado driver new pl031 --compatible arm,pl031 && ./cortado run --exec devices
                """;
    }

    @Override
    public int run(CommandLine line, Output output) throws Exception {
        List<String> words = line.getArgList();
        if (words.size() != 2 || !words.getFirst().equals("new")) {
            throw CommandException.misused("driver", words, "`driver new NAME`");
        }
        Project project = Project.find();
        String name = words.get(1);
        new DriverSkeleton(project, name, line.getOptionValue(COMPATIBLE, "cortado," + name))
                .create()
                .forEach(file -> output.result(project.shown(file)));
        output.note("next: `mvn -pl drivers/" + name + " -am test`, then `./cortado check BOARD` for a board whose tree"
                + " has such a device");
        return Exit.OK;
    }
}
