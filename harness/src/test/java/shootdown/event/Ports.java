package shootdown.event;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import shootdown.cpu.Vcpu;
import shootdown.sync.StallJudge;
import shootdown.trace.TraceRing;
import shootdown.trace.Witness;

/// vCPUs with mailboxes, and a guest that notes what it handles.
final class Ports implements Upcalls {
  final List<String> handled = new ArrayList<>();
  final EventChannels channels;
  private final Player[] vcpus;
  private @Nullable Runnable during;

  Ports(int n) {
    var judge = new StallJudge(new Witness());
    vcpus = new Player[n];
    for (int i = 0; i < n; i++) {
      vcpus[i] = new Player(i, judge);
    }
    judge.watch(vcpus);
    channels = new EventChannels(vcpus);
    for (Player vcpu : vcpus) {
      for (IpiVector vector : IpiVector.values()) {
        int _ = bindIpi(channels, vcpu, vector);
      }
    }
  }

  Vcpu vcpu(int id) {
    return vcpus[id];
  }

  int port(int vcpu, IpiVector vector) {
    return channels.ipiPortOpaque(vcpu, vector);
  }

  int send(int vcpu, IpiVector vector) {
    return evtchnSend(channels, port(vcpu, vector));
  }

  /// What happens while the next handler runs.
  void during(Runnable what) {
    during = what;
  }

  @Override
  public void doIrq(Vcpu vcpu, IpiVector vector) {
    handled.add(vcpu.id() + " " + vector);
    Runnable what = during;
    during = null;
    if (what != null) {
      what.run();
    }
  }

  private final class Player extends Vcpu {
    Player(int id, StallJudge judge) {
      super(id, judge, (TraceRing) null, 0, 0);
    }

    @Override
    protected boolean upcallPending() {
      return channels.mailbox(id()).upcallPendingOpaque();
    }

    @Override
    protected void upcall() {
      doUpcall(channels, this);
    }

    @Override
    protected void schedule() {
      // nobody else wants the vCPU
    }
  }
}
