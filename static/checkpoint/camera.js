/*
 * The device's camera in the page. Where there is none, or it may not be used, the shutter
 * stays away and the file field, which opens the device's own camera, does its work.
 */
const most = 2000; // pixels of the longer side of a photo

export function camera(video, shutter) {
  let stream;
  let wanted = false;

  async function start() {
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment", width: { ideal: most } } });
    } catch {
      return; // no camera, no permission, or not over TLS
    }
    if (!wanted) {
      stop();
      return;
    }
    video.srcObject = stream;
    await video.play().catch(() => {});
    video.hidden = shutter.hidden = shutter.disabled = false;
  }

  function stop() {
    shutter.disabled = true; // there is nothing to take until it shows something again
    stream?.getTracks().forEach((track) => track.stop());
    stream = undefined;
  }

  document.addEventListener("visibilitychange", () => {
    if (document.hidden) {
      stop(); // nobody films who looks elsewhere
    } else if (wanted) {
      start();
    }
  });

  return {
    on(now) {
      if (now !== wanted) {
        wanted = now;
        now ? start() : stop();
      }
    },

    async shoot() {
      const canvas = document.createElement("canvas");
      const scale = Math.min(1, most / Math.max(video.videoWidth, video.videoHeight));
      canvas.width = video.videoWidth * scale;
      canvas.height = video.videoHeight * scale;
      canvas.getContext("2d").drawImage(video, 0, 0, canvas.width, canvas.height);
      video.pause(); // what one sees is what was taken
      const photo = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.88));
      return new File([photo], "find.jpg", { type: "image/jpeg" });
    },
  };
}
