package cortado.fdt;

/**
 * What a kernel asks a tree first: where memory is and which of it is taken, which CPUs there are and how they start,
 * what the boot loader left behind (Devicetree Specification v0.4 §3.4–3.8). To visit memory, reserved regions and
 * CPUs, start with {@link FlatTree#ABSENT} and pass the last answer until a negative one comes.
 */
public final class Platform {
    /** The CPU names no way to start it that is known here. */
    public static final int START_UNKNOWN = 0;
    /** By PSCI's CPU_ON. */
    public static final int START_PSCI = 1;
    /** It spins until its release address holds an entry point. */
    public static final int START_SPIN_TABLE = 2;

    /** No PSCI. */
    public static final int CONDUIT_NONE = 0;
    /** PSCI by HVC. */
    public static final int CONDUIT_HVC = 1;
    /** PSCI by SMC. */
    public static final int CONDUIT_SMC = 2;

    private final FlatTree tree;
    private final Registers registers;

    /** Reads one tree. */
    public Platform(FlatTree tree) {
        this.tree = tree;
        this.registers = new Registers(tree);
    }

    /** The next enabled memory node; its {@code reg} lists regions. */
    public int nextMemory(int after) {
        int node = nextChild(tree.root(), after);
        while (node >= 0 && !(isType(node, "memory") && tree.isEnabled(node))) {
            node = tree.nextSibling(node);
        }
        return node;
    }

    /** The next enabled region of {@code /reserved-memory} that has an address; what has only a size is not placed. */
    public int nextReserved(int after) {
        int node = nextChild(tree.path("/reserved-memory"), after);
        while (node >= 0 && !(registers.count(node) > 0 && tree.isEnabled(node))) {
            node = tree.nextSibling(node);
        }
        return node;
    }

    /** The next CPU node, whether enabled or not: a PSCI or spin-table CPU may say {@code disabled} until started. */
    public int nextCpu(int after) {
        int node = nextChild(tree.path("/cpus"), after);
        while (node >= 0 && !isType(node, "cpu")) {
            node = tree.nextSibling(node);
        }
        return node;
    }

    private int nextChild(int parent, int after) {
        return after < 0 ? tree.firstChild(parent) : tree.nextSibling(after);
    }

    private boolean isType(int node, String type) {
        return tree.isString(tree.property(node, "device_type"), type);
    }

    /** The CPU's MPIDR affinity fields, its {@code reg}. */
    public long cpuId(int cpu) {
        return registers.busAddress(cpu, 0);
    }

    /** How the CPU is started: one of the {@code START_} constants. */
    public int startMethod(int cpu) {
        int method = tree.property(cpu, "enable-method");
        if (method < 0) {
            method = tree.property(tree.parent(cpu), "enable-method");
        }
        if (tree.contains(method, "psci")) {
            return START_PSCI;
        }
        return tree.contains(method, "spin-table") ? START_SPIN_TABLE : START_UNKNOWN;
    }

    /** The physical address that a spinning CPU watches. */
    public long releaseAddress(int cpu) {
        return tree.number(tree.property(cpu, "cpu-release-addr"));
    }

    /** How PSCI is called: one of the {@code CONDUIT_} constants. PSCI before 0.2 has no fixed numbers: none. */
    public int psciConduit() {
        int node = tree.nextCompatible(FlatTree.ABSENT, "arm,psci-0.2");
        if (node < 0) {
            node = tree.nextCompatible(FlatTree.ABSENT, "arm,psci-1.0");
        }
        if (!tree.isEnabled(node)) {
            return CONDUIT_NONE;
        }
        int method = tree.property(node, "method");
        if (tree.isString(method, "hvc")) {
            return CONDUIT_HVC;
        }
        return tree.isString(method, "smc") ? CONDUIT_SMC : CONDUIT_NONE;
    }

    /** {@code /chosen}. */
    public int chosen() {
        return tree.path("/chosen");
    }

    /** The node of the boot console, by {@code stdout-path}. */
    public int console() {
        int property = tree.property(chosen(), "stdout-path");
        return BlobPath.follow(tree, property >= 0 ? property : tree.property(chosen(), "linux,stdout-path"));
    }

    /** The first physical byte of the boot bundle. */
    public long bundleStart() {
        return tree.number(tree.property(chosen(), "linux,initrd-start"));
    }

    /**
     * The number of a boot argument {@code KEY=NUMBER}, where the last such argument counts.
     *
     * @param otherwise the answer where there is none, or its value is not a number of one to four digits
     */
    public int bootArgument(String key, int otherwise) {
        int property = tree.property(chosen(), "bootargs");
        if (property < 0) {
            return otherwise;
        }
        byte[] blob = tree.blob();
        int start = tree.valueOffset(property);
        int end = start + tree.valueLength(property);
        int found = otherwise;
        for (int at = start; at < end; at++) {
            boolean first = at == start || blob[at - 1] == ' ';
            if (first && isKey(blob, at, end, key)) {
                int number = decimal(blob, at + key.length() + 1, end);
                found = number < 0 ? found : number;
            }
        }
        return found;
    }

    private static boolean isKey(byte[] blob, int from, int end, String key) {
        if (end - from <= key.length() || blob[from + key.length()] != '=') {
            return false;
        }
        for (int i = 0; i < key.length(); i++) {
            if (blob[from + i] != key.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** The digits at an offset, up to a blank or the end; -1 if it is not one to four digits. */
    private static int decimal(byte[] blob, int from, int end) {
        int number = 0;
        int at = from;
        while (at < end && at - from < 4 && blob[at] >= '0' && blob[at] <= '9') {
            number = number * 10 + blob[at] - '0';
            at++;
        }
        boolean whole = at > from && (at == end || blob[at] == ' ' || blob[at] == 0);
        return whole ? number : -1;
    }

    /** The physical address behind the boot bundle. */
    public long bundleEnd() {
        return tree.number(tree.property(chosen(), "linux,initrd-end"));
    }
}
