package io.colleckt.auth.cluster;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.InternetProtocolFamily;
import io.vertx.core.datagram.DatagramSocketOptions;
import io.vertx.core.net.ClientOptionsBase;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.spi.transport.Transport;
import java.net.SocketAddress;

/** A transport with a {@link FrameGate} before the event bus, where Vert.x has no place for one. */
final class GatedTransport implements Transport {
  private static final String DECRYPTION = "ssl";

  private final Transport transport;
  private final String host;
  private final int port;

  /**
   * @param transport does all the work
   * @param host where the event bus listens
   * @param port the same
   */
  GatedTransport(Transport transport, String host, int port) {
    this.transport = transport;
    this.host = host;
    this.port = port;
  }

  @Override
  public void configure(NetServerOptions options, boolean domainSocket, ServerBootstrap server) {
    transport.configure(options, domainSocket, server);
    if (options.getPort() == port && options.getHost().equals(host)) {
      server.handler(new Door(options.isSsl()));
    }
  }

  /** Sees each new connection before Vert.x does. */
  private static final class Door extends ChannelInboundHandlerAdapter {
    private final boolean encrypted;

    private Door(boolean encrypted) {
      this.encrypted = encrypted;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object connection) {
      ((Channel) connection).pipeline().addFirst(new Gatekeeper(encrypted));
      context.fireChannelRead(connection);
    }
  }

  /** Puts the gate behind the decryption, which Vert.x has added by then. */
  private static final class Gatekeeper extends ChannelInboundHandlerAdapter {
    private final boolean encrypted;

    private Gatekeeper(boolean encrypted) {
      this.encrypted = encrypted;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
      ChannelPipeline pipeline = context.pipeline();
      pipeline.addAfter(encrypted ? DECRYPTION : context.name(), null, new FrameGate());
      context.fireChannelActive();
      pipeline.remove(this);
    }
  }

  @Override
  public boolean supportsDomainSockets() {
    return transport.supportsDomainSockets();
  }

  @Override
  public boolean supportFileRegion() {
    return transport.supportFileRegion();
  }

  @Override
  public boolean isAvailable() {
    return transport.isAvailable();
  }

  @Override
  public Throwable unavailabilityCause() {
    return transport.unavailabilityCause();
  }

  @Override
  public SocketAddress convert(io.vertx.core.net.SocketAddress address) {
    return transport.convert(address);
  }

  @Override
  public io.vertx.core.net.SocketAddress convert(SocketAddress address) {
    return transport.convert(address);
  }

  @Override
  public IoHandlerFactory ioHandlerFactory() {
    return transport.ioHandlerFactory();
  }

  @Override
  public DatagramChannel datagramChannel() {
    return transport.datagramChannel();
  }

  @Override
  @SuppressWarnings("deprecation") // Vert.x has it so.
  public DatagramChannel datagramChannel(InternetProtocolFamily family) {
    return transport.datagramChannel(family);
  }

  @Override
  public ChannelFactory<? extends Channel> channelFactory(boolean domainSocket) {
    return transport.channelFactory(domainSocket);
  }

  @Override
  public ChannelFactory<? extends ServerChannel> serverChannelFactory(boolean domainSocket) {
    return transport.serverChannelFactory(domainSocket);
  }

  @Override
  public void configure(DatagramChannel channel, DatagramSocketOptions options) {
    transport.configure(channel, options);
  }

  @Override
  public void configure(
      ClientOptionsBase options, int connectTimeout, boolean domainSocket, Bootstrap client) {
    transport.configure(options, connectTimeout, domainSocket, client);
  }
}
