// PNG, by the browser: draws the file that a link with `data-png` leads to, and saves the picture.
// Only pages of environments load it; without it the link is not shown.
{
  // Twice the natural size: sharp on paper and on a projector.
  const SCALE = 2;

  const save = async ({ href, download }) => {
    const image = new Image();
    image.src = href;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = image.naturalWidth * SCALE;
    canvas.height = image.naturalHeight * SCALE;
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((done) => canvas.toBlob(done));
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = download;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  };

  for (const link of document.querySelectorAll("[data-png]")) {
    link.parentNode.hidden = false;
    link.onclick = (event) => {
      event.preventDefault();
      // The drawing itself is better than nothing.
      save(link).catch(() => location.assign(link.href));
    };
  }
}
