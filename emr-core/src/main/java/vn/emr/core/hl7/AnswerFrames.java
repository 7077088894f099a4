package vn.emr.core.hl7;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import java.util.List;

/** An answer as it goes over an MLLP connection. */
final class AnswerFrames {
    private AnswerFrames() {}

    /** An answer of several messages (enhanced mode) gets a frame for each, one of a batch one; an empty one sends nothing. */
    static ByteBuf of(ChannelHandlerContext ctx, byte[] answer) {
        ByteBuf out = ctx.alloc().buffer(answer.length + 6);
        List<byte[]> messages = answer.length > 0 && answer[0] == 'M' ? Hl7Text.split(answer) : List.of(answer);
        for (byte[] message : answer.length == 0 ? List.<byte[]>of() : messages) {
            out.writeByte(FrameScanner.VT)
                    .writeBytes(message)
                    .writeByte(FrameScanner.FS)
                    .writeByte(FrameScanner.CR);
        }
        return out;
    }
}
