package cortado.fuzz.target;

import cortado.environ.check.ProjectSpecs;
import cortado.environ.report.Diagnostics;
import cortado.environ.spec.ProcessSpec;
import cortado.environ.spec.SpecFormatException;
import cortado.environ.spec.SpecReader;
import cortado.environ.spec.SpecWriter;
import cortado.environ.spec.SystemSpec;
import cortado.fuzz.Finding;
import cortado.fuzz.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Specs as the boot bundle carries them. What is read comes out the same when it is written and read again. */
public final class CompiledSpecTarget implements Target {
    private final Path project;

    /** With the project's own specs as seeds. */
    public CompiledSpecTarget(Path project) {
        this.project = project;
    }

    @Override
    public String name() {
        return "compiled-spec";
    }

    @Override
    public String description() {
        return "specs in the boot bundle: read and written again without a difference, or refused";
    }

    @Override
    public int longest() {
        return 2048;
    }

    @Override
    public List<byte[]> seeds() throws IOException {
        ProjectSpecs specs = ProjectSpecs.load(project, new Diagnostics());
        List<byte[]> seeds = new ArrayList<>();
        specs.processes().values().forEach(spec -> seeds.add(SpecWriter.compile(spec)));
        specs.system().ifPresent(system -> seeds.add(SpecWriter.compile(system)));
        return seeds;
    }

    @Override
    public void take(byte[] input) throws SpecFormatException {
        ProcessSpec process = null;
        SystemSpec system = null;
        try {
            process = SpecReader.process(input);
        } catch (SpecFormatException e) {
            // refused, as it may be
        }
        try {
            system = SpecReader.system(input);
        } catch (SpecFormatException e) {
            // refused, as it may be
        }
        if (process != null) {
            byte[] written = SpecWriter.compile(process);
            if (!Arrays.equals(written, SpecWriter.compile(SpecReader.process(written)))) {
                throw new Finding("a process's spec changes when it is read again");
            }
        }
        if (system != null) {
            byte[] written = SpecWriter.compile(system);
            if (!Arrays.equals(written, SpecWriter.compile(SpecReader.system(written)))) {
                throw new Finding("the system's spec changes when it is read again");
            }
        }
    }
}
