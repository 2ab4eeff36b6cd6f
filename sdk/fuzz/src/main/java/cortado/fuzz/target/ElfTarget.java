package cortado.fuzz.target;

import cortado.abi.Call;
import cortado.abi.LittleEndian;
import cortado.abi.ProcessLayout;
import cortado.abi.Rights;
import cortado.abi.Status;
import cortado.fuzz.Finding;
import cortado.fuzz.Target;
import cortado.kernel.simulated.BundleWriter;
import cortado.kernel.simulated.ElfWriter;
import cortado.kernel.simulated.SimulatedBoard;
import java.util.List;

/**
 * ELF files that the kernel loads. Only folios that can be executed are images, and of these there is one, the boot
 * bundle: so each input is a program in the bundle of a board of its own, made into a process and ended again.
 */
public final class ElfTarget implements Target {
    @Override
    public String name() {
        return "elf";
    }

    @Override
    public String description() {
        return "programs: loaded and ended without a trace, or refused with a status";
    }

    @Override
    public int longest() {
        return 12 << 10;
    }

    @Override
    public List<byte[]> seeds() {
        return List.of(
                ElfWriter.smallest(),
                new ElfWriter()
                        .entry(0x40_0010)
                        .segment(0x40_0000, ElfWriter.READ | ElfWriter.EXECUTE, new byte[100], 100)
                        .segment(0x41_0000, ElfWriter.READ, new byte[60], 60)
                        .segment(0x42_0000, ElfWriter.READ | ElfWriter.WRITE, new byte[80], 9000)
                        .toBytes());
    }

    @Override
    public void take(byte[] input) {
        if (input.length == 0) {
            return;
        }
        Puppet puppet = new Puppet(
                1,
                new BundleWriter()
                        .add("bin/supervisor.elf", ElfWriter.smallest())
                        .add("bin/input.elf", input)
                        .toBytes());
        String before = puppet.usage();
        byte[] parameters = puppet.parameters("input", 10);
        LittleEndian.put64(parameters, ProcessLayout.IMAGE_OFFSET, puppet.lastImage(input));
        LittleEndian.put64(parameters, ProcessLayout.IMAGE_LENGTH, input.length);
        long process = puppet.create(parameters);
        if (process == SimulatedBoard.BLOCKED || process == Status.BAD_CALL) {
            throw new Finding("creating a process gave " + process);
        }
        if (process > 0) {
            end(puppet, process);
        }
        String after = puppet.usage();
        if (!before.equals(after)) {
            throw new Finding("before: " + before + "; after: " + after + "; the creation gave " + process);
        }
    }

    private static void end(Puppet puppet, long process) {
        long duplicate = puppet.call(Call.HANDLE_DUPLICATE, process, Rights.INSPECT | Rights.MANAGE);
        long killed = puppet.call(Call.PROCESS_KILL, duplicate > 0 ? duplicate : process);
        puppet.board.serveCalls();
        if (killed != Status.OK) {
            throw new Finding("the process cannot be killed: " + Status.text((int) killed));
        }
        if (duplicate > 0) {
            puppet.call(Call.HANDLE_CLOSE, duplicate);
        }
        puppet.call(Call.HANDLE_CLOSE, process);
    }
}
