package io.colleckt.auth.bus;

import io.colleckt.auth.webhook.AbandonDelivery;
import io.colleckt.auth.webhook.BeginDelivery;
import io.colleckt.auth.webhook.ChangeWebhook;
import io.colleckt.auth.webhook.CreateWebhook;
import io.colleckt.auth.webhook.DeleteWebhook;
import io.colleckt.auth.webhook.Delivery;
import io.colleckt.auth.webhook.DeliveryBegun;
import io.colleckt.auth.webhook.DeliveryEnded;
import io.colleckt.auth.webhook.DeliveryPage;
import io.colleckt.auth.webhook.EndDelivery;
import io.colleckt.auth.webhook.LeaseWebhooks;
import io.colleckt.auth.webhook.ListDeliveries;
import io.colleckt.auth.webhook.ListWebhooks;
import io.colleckt.auth.webhook.ReadWebhook;
import io.colleckt.auth.webhook.Redeliver;
import io.colleckt.auth.webhook.RotateSecret;
import io.colleckt.auth.webhook.SecretRotated;
import io.colleckt.auth.webhook.SendTest;
import io.colleckt.auth.webhook.Webhook;
import io.colleckt.auth.webhook.Webhooks;
import io.colleckt.auth.webhook.WebhooksLeased;
import java.time.Duration;

/** The addresses of webhooks, all answered by persistence. */
public final class WebhookAddresses {
  private static final Duration MANAGEMENT = Duration.ofSeconds(2);
  private static final Duration DELIVERY = Duration.ofSeconds(4);

  /** All of a workspace. */
  public static final Call<ListWebhooks, Webhooks> LIST = Call.across("webhooks.list", MANAGEMENT);

  /** One. */
  public static final Call<ReadWebhook, Answer<Webhook>> READ =
      Call.across("webhooks.read", MANAGEMENT);

  /** Makes one. */
  public static final Call<CreateWebhook, Answer<Webhook>> CREATE =
      Call.across("webhooks.create", MANAGEMENT);

  /** Other settings. */
  public static final Call<ChangeWebhook, Answer<Webhook>> CHANGE =
      Call.across("webhooks.change", MANAGEMENT);

  /** Removes one; answers with it as it was. */
  public static final Call<DeleteWebhook, Answer<Webhook>> DELETE =
      Call.across("webhooks.delete", MANAGEMENT);

  /** Another secret. */
  public static final Call<RotateSecret, Answer<SecretRotated>> ROTATE_SECRET =
      Call.across("webhooks.rotate-secret", MANAGEMENT);

  /** A message that only says hello. */
  public static final Call<SendTest, Answer<Delivery>> TEST =
      Call.across("webhooks.test", MANAGEMENT);

  /** What is and was sent. */
  public static final Call<ListDeliveries, Answer<DeliveryPage>> DELIVERIES =
      Call.across("webhooks.deliveries", MANAGEMENT);

  /** The same message once more. */
  public static final Call<Redeliver, Answer<Delivery>> REDELIVER =
      Call.across("webhooks.redeliver", MANAGEMENT);

  /** Takes webhooks for which something is due. */
  public static final Call<LeaseWebhooks, WebhooksLeased> LEASE =
      Call.within("deliveries.lease", DELIVERY);

  /** Signs the next message. */
  public static final Call<BeginDelivery, DeliveryBegun> BEGIN =
      Call.within("deliveries.begin", DELIVERY);

  /** Takes the result of an attempt. */
  public static final Call<EndDelivery, DeliveryEnded> END =
      Call.within("deliveries.end", DELIVERY);

  /** Leaves an attempt, and the webhook, to others. */
  public static final Call<AbandonDelivery, DeliveryEnded> ABANDON =
      Call.within("deliveries.abandon", DELIVERY);

  private WebhookAddresses() {}
}
