package cortado.arch.aarch64;

import cortado.metal.Intrinsic;

/** The calling CPU's own GICv3 interface. */
final class CpuGic3 implements Gic3SystemRegisters {
    private static final long SRE = 1;
    private static final long LOWEST_PRIORITY = 0xf0;

    @Intrinsic("gic3_acknowledge")
    private static native int readAcknowledge();

    @Intrinsic("gic3_end")
    private static native void writeEnd(int interrupt);

    @Intrinsic("gic3_send")
    private static native void writeSend(long value);

    @Intrinsic("gic3_system_registers")
    private static native long systemRegisters();

    @Intrinsic("gic3_set_system_registers")
    private static native void setSystemRegisters(long value);

    @Intrinsic("gic3_set_priority_mask")
    private static native void setPriorityMask(long value);

    @Intrinsic("gic3_set_binary_point")
    private static native void setBinaryPoint(long value);

    @Intrinsic("gic3_set_control")
    private static native void setControl(long value);

    @Intrinsic("gic3_set_group_enable")
    private static native void setGroupEnable(long value);

    @Override
    public int acknowledge() {
        return readAcknowledge();
    }

    @Override
    public void end(int interrupt) {
        writeEnd(interrupt);
    }

    @Override
    public void send(long value) {
        writeSend(value);
    }

    @Override
    public void enable() {
        setSystemRegisters(systemRegisters() | SRE);
        setPriorityMask(LOWEST_PRIORITY);
        setBinaryPoint(0);
        setControl(0);
        setGroupEnable(1);
    }
}
