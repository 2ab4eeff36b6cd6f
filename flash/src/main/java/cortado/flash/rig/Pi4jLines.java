package cortado.flash.rig;

import com.pi4j.Pi4J;
import com.pi4j.context.Context;
import com.pi4j.context.ContextBuilder;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalState;
import com.pi4j.plugin.gpiod.provider.gpio.digital.GpioDDigitalOutputProvider;
import com.pi4j.plugin.linuxfs.provider.gpio.digital.LinuxFsDigitalOutputProvider;
import com.pi4j.plugin.mock.platform.MockPlatform;
import com.pi4j.plugin.mock.provider.gpio.digital.MockDigitalOutputProvider;
import com.pi4j.plugin.raspberrypi.platform.RaspberryPiPlatform;
import cortado.flash.command.CommandException;
import cortado.flash.command.Exit;

/** Lines of a Raspberry Pi's header, or of Pi4J's mock of one. */
public final class Pi4jLines implements Lines {
    private final Context context;
    private final RigSpec.GpioAccess access;

    private Pi4jLines(Context context, RigSpec.GpioAccess access) {
        this.context = context;
        this.access = access;
    }

    /**
     * Starts Pi4J with the one provider that is asked for.
     *
     * @throws CommandException if this machine has no such lines
     */
    public static Pi4jLines open(RigSpec.GpioAccess access) {
        // Lines are driven in hooks of our own, when Pi4J's would have given them back.
        ContextBuilder builder = Pi4J.newContextBuilder().disableShutdownHook();
        try {
            switch (access) {
                case GPIOD -> builder.add(new RaspberryPiPlatform()).add(GpioDDigitalOutputProvider.newInstance());
                case LINUXFS ->
                    builder.add(new RaspberryPiPlatform())
                            .add(LinuxFsDigitalOutputProvider.newInstance("/sys/class/gpio/"));
                case MOCK, QEMU -> builder.add(new MockPlatform()).add(MockDigitalOutputProvider.newInstance());
            }
            return new Pi4jLines(builder.build(), access);
        } catch (RuntimeException | LinkageError e) {
            throw notHere(access, e);
        }
    }

    private static CommandException notHere(RigSpec.GpioAccess access, Throwable e) {
        return new CommandException(
                Exit.IO,
                "this machine gives out no GPIO lines through " + access.provider() + " (" + e.getMessage()
                        + "): run the command on the Raspberry Pi that the rig is wired to, or say 'gpio: mock' in"
                        + " rig.yaml to try the file out");
    }

    /** Pi4J's own context, for who looks at mocks. */
    Context context() {
        return context;
    }

    @Override
    public Line output(String role, int number, boolean high) {
        DigitalState first = high ? DigitalState.HIGH : DigitalState.LOW;
        try {
            DigitalOutput output = context.create(DigitalOutput.newConfigBuilder(context)
                    .id(role)
                    .name(role)
                    .address(number)
                    .initial(first)
                    .provider(access.provider())
                    .build());
            return level -> output.state(level ? DigitalState.HIGH : DigitalState.LOW);
        } catch (RuntimeException | LinkageError e) {
            throw notHere(access, e);
        }
    }

    @Override
    public void close() {
        context.shutdown();
    }
}
