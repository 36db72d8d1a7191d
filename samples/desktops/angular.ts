// Queue escalations in an Angular application: those that are open, as a signal.
import { Injectable, type OnDestroy, signal } from '@angular/core';
import { GenesysCloudSDK, type QueueEscalation, renderEscalationToast } from '@redline/sdk';

@Injectable({ providedIn: 'root' })
export class QueueEscalations implements OnDestroy {
  readonly open = signal<ReadonlyMap<string, QueueEscalation>>(new Map());

  readonly #subscription = GenesysCloudSDK.on('PUSH_NOTIFICATION', ({ data }) => {
    if (data.type === 'SOURCE_BLIND') return;
    this.open.update((before) => {
      const open = new Map(before);
      if (data.type === 'QUEUE_ESCALATION_RESOLVED') open.delete(data.alertId);
      else open.set(data.alertId, data);
      return open;
    });
    if (data.type === 'QUEUE_ESCALATION') renderEscalationToast({ queueId: data.queueId });
  });

  /** Call once, when the person is signed in. */
  start(getToken: () => Promise<{ accessToken: string; expiresIn: number }>): void {
    GenesysCloudSDK.start({ server: 'https://redline.example.com', getToken });
  }

  ngOnDestroy(): void {
    this.#subscription.unsubscribe();
    GenesysCloudSDK.stop();
  }
}
