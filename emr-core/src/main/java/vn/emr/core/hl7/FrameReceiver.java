package vn.emr.core.hl7;

import java.util.concurrent.CompletionStage;
import vn.emr.core.intake.Peer;

/** What a door does with a frame: somebody behind it decides, stores, and says what to answer. */
@FunctionalInterface
public interface FrameReceiver {
    /**
     * Takes one message. Called on a socket thread: do not block it. Frames of one connection come one after the other,
     * the next only after the answer to this one was written.
     *
     * @param frame the bytes between VT and FS, never changed by anybody afterwards
     * @param doorName which door they came through
     * @param peer who is at the other end
     * @return the bytes of the answer, without framing. Null, or a stage that fails, closes the connection without an
     *     answer: the outcome is unknown and the sender will repeat. Every stage must complete some day; until then the
     *     frame counts as held in memory
     */
    CompletionStage<byte[]> receive(byte[] frame, String doorName, Peer peer);
}
