package shootdown.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static shootdown.event.IpiVector.CALL_FUNCTION;
import static shootdown.event.IpiVector.RESCHEDULE;

import java.util.List;
import org.junit.jupiter.api.Test;
import shootdown.cpu.Errno;
import shootdown.cpu.Vcpu;

final class EventChannelsTest {
  private final Ports ports = new Ports(3);
  private final EventChannels channels = ports.channels;

  @Test
  void twoSendsBeforeTheHandlerAreOneRun() {
    assertEquals(0, ports.send(1, CALL_FUNCTION));
    assertEquals(EventChannelOps.COALESCED, ports.send(1, CALL_FUNCTION));
    ports.vcpu(1).interruptPoint();
    assertEquals(List.of("1 CALL_FUNCTION"), ports.handled);
    ports.vcpu(1).interruptPoint();
    assertEquals(1, ports.handled.size());
  }

  @Test
  void aSendDuringTheHandlerIsAnotherRun() {
    ports.during(() -> assertEquals(0, ports.send(1, CALL_FUNCTION)));
    assertEquals(0, ports.send(1, CALL_FUNCTION));
    ports.vcpu(1).interruptPoint();
    assertEquals(List.of("1 CALL_FUNCTION", "1 CALL_FUNCTION"), ports.handled);
    assertQuiet(1);
  }

  @Test
  void bothPortsOfAVcpuAreServedByOneUpcall() {
    ports.send(1, CALL_FUNCTION);
    ports.send(1, RESCHEDULE);
    ports.vcpu(1).interruptPoint();
    assertEquals(List.of("1 RESCHEDULE", "1 CALL_FUNCTION"), ports.handled);
    assertQuiet(1);
  }

  @Test
  void onlyTheVcpuItIsBoundToIsTold() {
    ports.send(1, CALL_FUNCTION);
    ports.vcpu(0).interruptPoint();
    ports.vcpu(2).interruptPoint();
    assertEquals(List.of(), ports.handled);
  }

  @Test
  void aMaskedPortStaysPendingAndIsRaisedWhenUnmasked() {
    int port = ports.port(1, CALL_FUNCTION);
    channels.mailbox(1).maskVolatile(EventChannels.bitOf(port));
    ports.send(1, CALL_FUNCTION);
    assertFalse(channels.mailbox(1).upcallPendingOpaque());
    assertEquals(0, channels.mailbox(1).selectorAcquire());
    ports.vcpu(1).interruptPoint();
    assertEquals(List.of(), ports.handled);
    ports.unmaskEvtchn(channels, ports.vcpu(1), port);
    ports.vcpu(1).interruptPoint();
    assertEquals(List.of("1 CALL_FUNCTION"), ports.handled);
  }

  @Test
  void aMaskedPortIsNotHandledWithAnother() {
    channels.mailbox(1).maskVolatile(EventChannels.bitOf(ports.port(1, CALL_FUNCTION)));
    ports.send(1, CALL_FUNCTION);
    ports.send(1, RESCHEDULE);
    ports.vcpu(1).interruptPoint();
    assertEquals(List.of("1 RESCHEDULE"), ports.handled);
  }

  @Test
  void unmaskingOnesOwnPortRaisesOnlyWhatIsPending() {
    int port = ports.port(1, CALL_FUNCTION);
    channels.mailbox(1).maskVolatile(EventChannels.bitOf(port));
    ports.unmaskEvtchn(channels, ports.vcpu(1), port);
    assertQuiet(1);
  }

  @Test
  void anEventThatNobodyIsToldOfIsFound() {
    int port = ports.port(1, CALL_FUNCTION);
    ports.send(1, CALL_FUNCTION);
    assertEquals(-1, channels.unannouncedTo(1), "announced");
    long _ = ports.pickUp(channels.mailbox(1));
    assertEquals(port, channels.unannouncedTo(1), "flag and selector are gone");
    assertEquals(-1, channels.unannouncedTo(0), "bound elsewhere");
    channels.mailbox(1).maskVolatile(EventChannels.bitOf(port));
    assertEquals(-1, channels.unannouncedTo(1), "masked");
  }

  @Test
  void aPortThatIsUnboundCannotBeSentTo() {
    int port = ports.port(1, CALL_FUNCTION);
    ports.unbindIpi(channels, ports.vcpu(1), CALL_FUNCTION);
    assertEquals(-1, ports.port(1, CALL_FUNCTION));
    assertEquals(Errno.EINVAL, ports.evtchnSend(channels, port));
  }

  /// The hypercall raises it where the port is bound, whoever calls (museum E03).
  @Test
  void unmaskingFromElsewhereRaisesOnTheBoundVcpu() {
    int port = ports.port(1, CALL_FUNCTION);
    channels.mailbox(1).maskVolatile(EventChannels.bitOf(port));
    ports.send(1, CALL_FUNCTION);
    ports.unmaskEvtchn(channels, ports.vcpu(2), port);
    assertFalse(channels.mailbox(2).upcallPendingOpaque());
    assertTrue(channels.mailbox(1).upcallPendingOpaque());
    ports.vcpu(1).interruptPoint();
    assertEquals(List.of("1 CALL_FUNCTION"), ports.handled);
  }

  @Test
  void unmaskingWhatIsNotPendingRaisesNothing() {
    assertEquals(0, ports.evtchnUnmask(channels, ports.port(1, RESCHEDULE)));
    assertQuiet(1);
  }

  /// Pending first, then the selector, then the flag, then the kick: whoever sees a later one true
  /// finds the earlier ones true (S17). Each step is taken only if the one before was news.
  @Test
  void setsInOrderAndStopsWhereNothingIsNews() {
    int port = ports.port(1, CALL_FUNCTION);
    IpiMailbox mailbox = channels.mailbox(1);
    mailbox.testAndSetPendingVolatile(EventChannels.bitOf(port));
    ports.send(1, CALL_FUNCTION);
    assertEquals(0, mailbox.selectorAcquire(), "coalesced at the pending bit");
    mailbox.clearPendingVolatile(-1L);

    mailbox.testAndSetSelectorVolatile(1);
    ports.send(1, CALL_FUNCTION);
    assertFalse(mailbox.upcallPendingOpaque(), "coalesced at the selector");
    assertEquals(EventChannels.bitOf(port), mailbox.pendingAcquire());
  }

  /// A sender between the receiver's clearing of the flag and its taking of the selector raises the
  /// flag again: one upcall too many, never one too few (museum E04).
  @Test
  void aSenderBetweenTheReceiversTwoStepsIsNotWipedOut() {
    IpiMailbox mailbox = channels.mailbox(1);
    ports.send(1, RESCHEDULE);
    ports.clearUpcallPending(mailbox);
    long _ = ports.takeSelector(mailbox);
    ports.send(1, CALL_FUNCTION);
    assertTrue(mailbox.upcallPendingOpaque());
    ports.vcpu(1).interruptPoint();
    assertEquals(List.of("1 RESCHEDULE", "1 CALL_FUNCTION"), ports.handled);
  }

  @Test
  void reboundPortNotifiesTheNewVcpuThroughTheSelector() {
    int port = ports.port(1, RESCHEDULE);
    ports.bindVcpu(channels, port, ports.vcpu(2));
    ports.send(1, RESCHEDULE);
    assertFalse(channels.mailbox(1).upcallPendingOpaque());
    ports.vcpu(2).interruptPoint();
    assertEquals(List.of("2 RESCHEDULE"), ports.handled);
    assertEquals(0, channels.mailbox(1).pendingAcquire());
  }

  /// Mask, bind, unmask by hypercall: what came meanwhile is told to the new one.
  @Test
  void whatComesDuringARebindIsNotLost() {
    int port = ports.port(1, RESCHEDULE);
    channels.mailbox(1).maskVolatile(EventChannels.bitOf(port));
    ports.send(1, RESCHEDULE);
    ports.bindVcpu(channels, port, ports.vcpu(2));
    assertEquals(0, ports.evtchnUnmask(channels, port));
    ports.vcpu(1).interruptPoint();
    ports.vcpu(2).interruptPoint();
    assertEquals(List.of("2 RESCHEDULE"), ports.handled);
  }

  @Test
  void refusesPortsThatAreNot() {
    int unbound = EventChannels.PORTS_PER_WORD - 1;
    assertEquals(Errno.EINVAL, ports.evtchnSend(channels, unbound));
    assertEquals(Errno.EINVAL, ports.evtchnSend(channels, -1));
    assertEquals(Errno.EINVAL, ports.evtchnSend(channels, 3 * EventChannels.PORTS_PER_WORD));
    assertEquals(Errno.EINVAL, ports.evtchnUnmask(channels, unbound));
    assertEquals(Errno.EINVAL, ports.evtchnUnmask(channels, -1));
    for (int i = 0; i < 3; i++) {
      assertQuiet(i);
    }
  }

  @Test
  void bindingAgainGivesTheSamePort() {
    int port = ports.port(1, CALL_FUNCTION);
    assertEquals(port, ports.bindIpi(channels, ports.vcpu(1), CALL_FUNCTION));
  }

  @Test
  void aDownVcpuFindsItsBitsWhenItComesBack() {
    Vcpu down = ports.vcpu(1);
    down.irqDisable();
    down.setDownVolatile(true);
    assertEquals(0, ports.send(1, RESCHEDULE));
    assertEquals(
        EventChannels.bitOf(ports.port(1, RESCHEDULE)), channels.mailbox(1).pendingAcquire());
    assertTrue(channels.mailbox(1).upcallPendingOpaque());
    assertEquals(List.of(), ports.handled);
    down.setDownVolatile(false);
    int _ = ports.bindIpi(channels, down, RESCHEDULE);
    down.irqEnable();
    assertEquals(List.of("1 RESCHEDULE"), ports.handled);
  }

  @Test
  void theLastOfSixtyFourHasItsOwnWord() {
    var many = new Ports(64);
    many.send(63, CALL_FUNCTION);
    many.vcpu(63).interruptPoint();
    many.vcpu(0).interruptPoint();
    assertEquals(List.of("63 CALL_FUNCTION"), many.handled);
  }

  @Test
  void aSendWakesWhoIsBlocked() throws InterruptedException {
    Vcpu sleeper = ports.vcpu(1);
    sleeper.comeOnStage();
    ports.vcpu(0).comeOnStage();
    Thread player = Thread.ofPlatform().start(sleeper::block);
    while (!sleeper.isBlockedAcquire()) {
      Thread.onSpinWait();
    }
    ports.send(1, RESCHEDULE);
    player.join();
    assertEquals(List.of("1 RESCHEDULE"), ports.handled);
  }

  private void assertQuiet(int vcpu) {
    IpiMailbox mailbox = channels.mailbox(vcpu);
    assertEquals(0, mailbox.pendingAcquire());
    assertEquals(0, mailbox.selectorAcquire());
    assertFalse(mailbox.upcallPendingOpaque());
  }
}
