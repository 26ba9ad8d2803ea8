// "Sous vos pieds", followed: reads the page anew while somebody looks at it, by the link that does
// it by hand. The islands follow that link in place; without them it loads the page again.
// Without scripts, the page says itself when it is to be loaded again.
{
  const PERIOD = 5000;
  let timer;

  const again = () => {
    const region = document.querySelector("[data-live]");
    const link = document.getElementById("relire");
    const reader = document.activeElement;
    // What somebody has the focus in stays until they leave it.
    if (reader === link || !region.contains(reader)) link.click();
  };

  const look = () => {
    clearInterval(timer);
    if (document.hidden) return;
    again();
    timer = setInterval(again, PERIOD);
  };

  document.addEventListener("visibilitychange", look);
  timer = setInterval(again, PERIOD);
}
