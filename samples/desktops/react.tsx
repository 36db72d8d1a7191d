// Queue escalations in a React page. Start once for the whole page; components only listen.
import { GenesysCloudSDK, renderEscalationToast } from '@redline/sdk';
import { useEffect } from 'react';

GenesysCloudSDK.start({
  server: 'https://redline.example.com',
  getToken: async () => {
    const answer = await fetch('/redline-token', { method: 'POST' });
    if (!answer.ok) throw new Error(`No token: HTTP ${answer.status}`);
    return answer.json(); // {accessToken, expiresIn}
  },
});

export function QueueEscalations(): null {
  useEffect(() => {
    const subscription = GenesysCloudSDK.on('PUSH_NOTIFICATION', ({ data }) => {
      if (data.type === 'QUEUE_ESCALATION') renderEscalationToast({ queueId: data.queueId });
    });
    return () => subscription.unsubscribe();
  }, []);
  return null;
}
