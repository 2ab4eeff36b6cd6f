package cortado.vmm.agent;

/** The guest broke the agent protocol; the message says how. Nothing more that it sends is looked at. */
public final class AgentException extends RuntimeException {
    private static final long serialVersionUID = 1;

    AgentException(String message) {
        super(message);
    }
}
