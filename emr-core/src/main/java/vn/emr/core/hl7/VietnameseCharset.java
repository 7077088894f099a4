package vn.emr.core.hl7;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A Vietnamese character set by table: each byte means a letter, and in some sets two bytes together mean one (a vowel and
 * its mark). Reading gives composed letters (NFC) and fails on a byte without a meaning; writing takes composed letters and
 * fails on one the set does not have. The tables are in {@link VietnameseTables}.
 */
final class VietnameseCharset extends Charset {
    /** No byte and no pair of bytes means this. */
    private static final char NONE = 0xFFFF;

    private final char[] single = new char[256];
    private final char[][] pairs = new char[256][];
    private final Map<Character, byte[]> codes = new HashMap<>();

    /** A set that has ASCII and nothing else yet. */
    VietnameseCharset(String name, String... aliases) {
        super(name, aliases);
        java.util.Arrays.fill(single, NONE);
        for (char c = 0; c < 128; c++) {
            single[c] = c;
            codes.put(c, new byte[] {(byte) c});
        }
    }

    /** One byte means a letter, in place of what it meant before. */
    void put(int code, char letter) {
        codes.remove(single[code]);
        single[code] = letter;
        codes.put(letter, new byte[] {(byte) code});
    }

    /** Two bytes mean one letter; it is written so unless it has a byte of its own. */
    void put(int first, int mark, char letter) {
        if (pairs[first] == null) {
            pairs[first] = new char[256];
            java.util.Arrays.fill(pairs[first], NONE);
        }
        pairs[first][mark] = letter;
        codes.putIfAbsent(letter, new byte[] {(byte) first, (byte) mark});
    }

    /** A letter that is only written: as another one, because the set has no code for it. */
    void writeAs(char letter, char other) {
        codes.putIfAbsent(letter, codes.get(other));
    }

    /** The code of a letter, empty when it has none. */
    byte[] code(char letter) {
        return codes.getOrDefault(letter, new byte[0]);
    }

    /** All letters beyond ASCII that can be written. */
    List<Character> letters() {
        return codes.keySet().stream().filter(c -> c > 127).sorted().toList();
    }

    @Override
    public boolean contains(Charset other) {
        return other.name().equals("US-ASCII") || other.equals(this);
    }

    @Override
    public CharsetDecoder newDecoder() {
        return new Decoder();
    }

    @Override
    public CharsetEncoder newEncoder() {
        return new Encoder();
    }

    private final class Decoder extends CharsetDecoder {
        /** A byte that may be the first of two; -1 for none. */
        private int held = -1;

        Decoder() {
            super(VietnameseCharset.this, 1, 1);
        }

        @Override
        protected CoderResult decodeLoop(ByteBuffer in, CharBuffer out) {
            while (in.hasRemaining()) {
                int b = in.get(in.position()) & 0xFF;
                char together = held < 0 ? NONE : pairs[held][b];
                if (together == NONE && single[b] == NONE) {
                    return CoderResult.malformedForLength(1);
                }
                if (held >= 0) {
                    if (!out.hasRemaining()) {
                        return CoderResult.OVERFLOW;
                    }
                    out.put(together == NONE ? single[held] : together);
                    held = -1;
                    if (together != NONE) {
                        in.get();
                        continue;
                    }
                }
                if (pairs[b] != null) {
                    held = b;
                } else if (out.hasRemaining()) {
                    out.put(single[b]);
                } else {
                    return CoderResult.OVERFLOW;
                }
                in.get();
            }
            return CoderResult.UNDERFLOW;
        }

        @Override
        protected CoderResult implFlush(CharBuffer out) {
            if (held >= 0) {
                if (!out.hasRemaining()) {
                    return CoderResult.OVERFLOW;
                }
                out.put(single[held]);
                held = -1;
            }
            return CoderResult.UNDERFLOW;
        }

        @Override
        protected void implReset() {
            held = -1;
        }
    }

    private final class Encoder extends CharsetEncoder {
        Encoder() {
            super(VietnameseCharset.this, 1.2f, 2);
        }

        @Override
        protected CoderResult encodeLoop(CharBuffer in, ByteBuffer out) {
            while (in.hasRemaining()) {
                char c = in.get(in.position());
                byte[] code = codes.get(c);
                if (code == null) {
                    // Half a pair of surrogates is malformed, both together are one letter that the set does not have.
                    boolean pair = Character.isHighSurrogate(c)
                            && in.remaining() > 1
                            && Character.isLowSurrogate(in.get(in.position() + 1));
                    return Character.isSurrogate(c) && !pair
                            ? CoderResult.malformedForLength(1)
                            : CoderResult.unmappableForLength(pair ? 2 : 1);
                }
                if (out.remaining() < code.length) {
                    return CoderResult.OVERFLOW;
                }
                out.put(code);
                in.get();
            }
            return CoderResult.UNDERFLOW;
        }
    }
}
