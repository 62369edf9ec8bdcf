package io.colleckt.auth.fire;

import static io.colleckt.auth.testing.Await.await;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import java.util.ArrayList;
import java.util.List;

/** Clients that are only in the way: some say nothing, some ask and ask and read no answer. */
final class Loiterers implements AutoCloseable {
  private static final int QUESTIONS_AT_ONCE = 500;

  private final NetClient client;
  private final FireNode node;
  private final List<NetSocket> sockets = new ArrayList<>();

  Loiterers(Vertx vertx, FireNode node) {
    this.client = vertx.createNetClient(new NetClientOptions().setReceiveBufferSize(4096));
    this.node = node;
  }

  /** So many more that say nothing. */
  void addIdle(int count) {
    for (int i = 0; i < count; i++) {
      sockets.add(await(client.connect(node.port(), "127.0.0.1")));
    }
  }

  /** So many more that send one question after the other, as long as the node takes them. */
  void addSlowReaders(int count, String plainTextToken) {
    String question =
        "GET /v1/verify HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer "
            + plainTextToken
            + "\r\n\r\n";
    Buffer questions = Buffer.buffer(question.repeat(QUESTIONS_AT_ONCE));
    for (int i = 0; i < count; i++) {
      NetSocket socket = await(client.connect(node.port(), "127.0.0.1"));
      sockets.add(socket.pause());
      ask(socket, questions);
    }
  }

  private void ask(NetSocket socket, Buffer questions) {
    socket.write(questions).onSuccess(sent -> ask(socket, questions));
  }

  @Override
  public void close() {
    await(client.close());
  }
}
