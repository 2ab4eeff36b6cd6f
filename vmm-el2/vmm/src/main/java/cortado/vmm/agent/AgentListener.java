package cortado.vmm.agent;

/** Is told about the agent itself. */
public interface AgentListener {
    /**
     * The agent answers: commands can be started.
     *
     * @param kernelRelease what {@code uname -r} prints in the guest
     */
    void ready(String kernelRelease);

    /** The agent is gone, or broke the protocol; every command has been told. Comes at most once. */
    void lost(String why);
}
