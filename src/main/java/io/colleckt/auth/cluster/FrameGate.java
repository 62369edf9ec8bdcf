package io.colleckt.auth.cluster;

import io.colleckt.auth.bus.Complaints;
import io.colleckt.auth.bus.RecordBus;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import io.vertx.core.eventbus.impl.CodecManager;

/**
 * Lets whole and sound messages through to Vert.x' event bus, which believes every length that it
 * reads and makes room for it: forty bytes could end a process for want of memory. Whoever sends
 * anything else is hung up on. One for each connection, used on its event loop.
 */
final class FrameGate extends LengthFieldBasedFrameDecoder {
  private static final int LENGTH_BYTES = 4;
  private static final int MOST_HEAD_BYTES = 64 << 10;
  private static final byte NAMED = -1;
  private static final byte PING = CodecManager.PING_MESSAGE_CODEC.systemCodecID();
  private static final byte FAILURE = CodecManager.REPLY_EXCEPTION_MESSAGE_CODEC.systemCodecID();

  private boolean shut;

  FrameGate() {
    super(RecordBus.MOST_BYTES + MOST_HEAD_BYTES, 0, LENGTH_BYTES);
  }

  @Override
  protected Object decode(ChannelHandlerContext context, ByteBuf in) throws Exception {
    if (!shut) {
      try {
        ByteBuf frame = (ByteBuf) super.decode(context, in);
        if (frame == null || isSound(frame)) {
          return frame;
        }
      } catch (DecoderException e) {
        // As much as what is not sound.
      }
      shut = true;
      Complaints.add("Hung up on " + context.channel().remoteAddress() + ": no sound message.");
      ChannelFuture ignored = context.close();
    }
    in.skipBytes(in.readableBytes());
    return null;
  }

  /** Whether every length in it is true; else it is released. */
  private static boolean isSound(ByteBuf frame) {
    try {
      walk(frame.duplicate().skipBytes(LENGTH_BYTES));
      return true;
    } catch (IndexOutOfBoundsException | CorruptedFrameException e) {
      frame.release();
      return false;
    }
  }

  /** As {@code ClusteredMessage} of Vert.x reads it. */
  private static void walk(ByteBuf message) {
    message.skipBytes(1); // version
    byte codec = message.readByte();
    if (codec == NAMED) {
      skipText(message);
    } else if (codec != PING && codec != FAILURE) {
      throw new CorruptedFrameException("No node sends that.");
    }
    message.skipBytes(1); // sent or published
    skipText(message); // address
    skipText(message); // where the answer goes
    skipText(message); // sender
    skipHeaders(message);
    if (codec == FAILURE) {
      message.skipBytes(1 + Integer.BYTES);
      if (message.readByte() != 0) {
        skipText(message);
      }
    }
  }

  private static void skipHeaders(ByteBuf message) {
    ByteBuf headers = message.readSlice(size(message, Integer.BYTES));
    int count = headers.isReadable() ? headers.readInt() : 0;
    for (int i = 0; i < count; i++) {
      skipText(headers); // name
      skipText(headers); // value
    }
  }

  private static void skipText(ByteBuf message) {
    message.skipBytes(size(message, 0));
  }

  /** A length that the message holds, less what of it was read with it. */
  private static int size(ByteBuf message, int read) {
    int size = message.readInt() - read;
    if (size < 0) {
      throw new CorruptedFrameException("A length below zero.");
    }
    return size;
  }
}
