package cortado.app.vmm;

import cortado.linux.VmRequest;
import cortado.vmm.agent.AgentClient;
import java.util.List;

/** Has the guest mount its shares one after the other, then goes on. */
final class Mounts {
    /** Is told how it went. */
    interface Listener {
        /** All are there. */
        void mounted();

        /** One is not, and why. */
        void failed(String why);
    }

    private final AgentClient agent;
    private final List<VmRequest.Share> shares;
    private final Listener listener;
    private int next;

    Mounts(AgentClient agent, List<VmRequest.Share> shares, Listener listener) {
        this.agent = agent;
        this.shares = shares;
        this.listener = listener;
    }

    /** The tag of a share's device. */
    static String tag(int number) {
        return "share" + number;
    }

    /** Mounts the next one. */
    void run() {
        if (next == shares.size()) {
            listener.mounted();
            return;
        }
        VmRequest.Share share = shares.get(next);
        agent.mountShare(tag(next), share.guest(), share.readOnly(), errno -> {
            if (errno != 0) {
                listener.failed(share + " could not be mounted in the guest: error " + errno);
            } else {
                next++;
                run();
            }
        });
    }
}
