//! A real Chromium, driven as a person would use it.

use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use base64::Engine as _;
use serde_json::{Value, json};
use thirtyfour::error::WebDriverErrorInner;
use thirtyfour::extensions::query::ElementQuery;
use thirtyfour::prelude::*;
use thirtyfour::{ChromeCapabilities, LoggingPrefsLogLevel};

/// How long a page may take until its data has arrived.
const PATIENCE: Duration = Duration::from_secs(30);

/// The two widths at which everything must work, with their heights.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Screen {
    /// 1440 × 900.
    Desk,
    /// 390 × 844.
    Phone,
    /// 320 × 640, the narrowest on which nothing may be cut off.
    Narrow,
}

/// One browser window.
pub struct Browser {
    /// The driver, for what this harness does not say.
    pub driver: WebDriver,
    address: String,
    axe: String,
}

impl Browser {
    /// Opens a window at a server. `LIANYI_TEST_WEBDRIVER` and `LIANYI_TEST_AXE` come from
    /// `cargo xtask test`.
    pub async fn open(address: String) -> Result<Self> {
        let webdriver = std::env::var("LIANYI_TEST_WEBDRIVER").context("run with `cargo xtask test`")?;
        let axe = PathBuf::from(std::env::var("LIANYI_TEST_AXE").context("run with `cargo xtask test`")?);
        let mut wanted = ChromeCapabilities::new();
        for flag in [
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--lang=zh-CN",
        ] {
            wanted.add_arg(flag)?;
        }
        wanted.set_browser_log_level(LoggingPrefsLogLevel::All)?;
        let driver = WebDriver::new(webdriver, wanted).await?;
        Ok(Self { driver, address, axe: std::fs::read_to_string(axe)? })
    }

    /// Sets the size of the page.
    pub async fn screen(&self, screen: Screen) -> Result<()> {
        let (width, height, mobile) = match screen {
            Screen::Desk => (1440, 900, false),
            Screen::Phone => (390, 844, true),
            Screen::Narrow => (320, 640, true),
        };
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": mobile });
        self.driver.cdp().send_raw("Emulation.setDeviceMetricsOverride", metrics).await?;
        Ok(())
    }

    /// Chooses the theme by what the system prefers. Colours change at once, so that none is judged half-way.
    pub async fn dark(&self, dark: bool) -> Result<()> {
        let scheme = if dark { "dark" } else { "light" };
        let media = json!({ "features": [
            { "name": "prefers-color-scheme", "value": scheme },
            { "name": "prefers-reduced-motion", "value": "reduce" },
        ] });
        self.driver.cdp().send_raw("Emulation.setEmulatedMedia", media).await?;
        Ok(())
    }

    /// Opens an address of the product and waits for its data.
    pub async fn go(&self, path: &str) -> Result<()> {
        self.driver.goto(format!("{}{path}", self.address)).await?;
        self.settled().await.with_context(|| format!("{path} is not ready"))
    }

    /// Waits until the page says that its data has arrived.
    pub async fn settled(&self) -> Result<()> {
        self.wait_for(By::Css("body[data-ready='true']")).first().await?;
        Ok(())
    }

    /// Signs in through the page.
    pub async fn sign_in(&self, username: &str, password: &str) -> Result<()> {
        self.driver.delete_all_cookies().await?;
        self.go("/").await?;
        self.find("#username").await?.send_keys(username).await?;
        self.find("#password").await?.send_keys(password.to_owned() + Key::Enter).await?;
        self.wait_for(By::Css("nav a[href='/']")).first().await?;
        self.settled().await
    }

    /// Chooses the language of the pages opened from now on.
    pub async fn speak(&self, language: &str) -> Result<()> {
        let keep = format!("localStorage.setItem('language', '{language}');");
        self.driver.execute(keep, Vec::new()).await?;
        Ok(())
    }

    /// Looks for elements until there are some; those that vanish while they are looked at do not count.
    fn wait_for(&self, by: By) -> ElementQuery {
        self.driver.query(by).wait(PATIENCE, Duration::from_millis(50)).ignore_errors(true)
    }

    /// Waits for an element.
    pub async fn find(&self, css: &str) -> Result<WebElement> {
        let found = self.wait_for(By::Css(css)).and_displayed();
        found.first().await.with_context(|| css.to_owned())
    }

    /// Waits until the page shows some words.
    pub async fn see(&self, words: &str) -> Result<WebElement> {
        let shown = By::XPath(format!("//body//*[text()[contains(., \"{words}\")]]"));
        let found = self.wait_for(shown).and_displayed();
        found.first().await.with_context(|| format!("the page does not show {words}"))
    }

    /// Presses the first button or link whose words begin like this, in the dialog if one is open.
    pub async fn press(&self, words: &str) -> Result<()> {
        let within = if self.driver.find_all(By::Css("dialog[open]")).await?.is_empty() {
            "//body"
        } else {
            "//dialog[@open]"
        };
        let named =
            |element: &str| format!("{within}//{element}[starts-with(normalize-space(.), \"{words}\")]");
        let path = format!("{} | {}", named("button"), named("a"));
        self.click_on(By::XPath(path)).await.with_context(|| format!("nothing to press says {words}"))
    }

    /// Clicks what a selector finds.
    pub async fn click(&self, css: &str) -> Result<()> {
        self.click_on(By::Css(css)).await.with_context(|| css.to_owned())
    }

    async fn click_on(&self, by: By) -> Result<()> {
        loop {
            let found = self.wait_for(by.clone()).and_displayed().and_enabled().first().await?;
            let clicked = async {
                found.scroll_into_view().await?;
                found.click().await
            };
            match clicked.await {
                // The page was drawn anew in between: nothing was clicked.
                Err(error) if matches!(*error, WebDriverErrorInner::StaleElementReference(_)) => {}
                clicked => return Ok(clicked?),
            }
        }
    }

    /// Fills a field in the place of what it held.
    pub async fn fill(&self, id: &str, text: &str) -> Result<()> {
        let field = self.find(&format!("[id='{id}']")).await?;
        field.clear().await?;
        Ok(field.send_keys(text).await?)
    }

    /// Chooses an answer of a select or of radio buttons by its code.
    pub async fn choose(&self, id: &str, code: &str) -> Result<()> {
        let answer = format!("[id='{id}'] option[value='{code}'], [id='{id}'] input[value='{code}']");
        self.driver.find(By::Css(answer)).await?.click().await?;
        Ok(())
    }

    /// Leaves a dialog or a list by the Escape key.
    pub async fn escape(&self) -> Result<()> {
        Ok(self.driver.action_chain().send_keys(Key::Escape).perform().await?)
    }

    /// Fills a date, in the spelling of the wire: the browser's own control spells by its locale.
    pub async fn fill_date(&self, id: &str, day: chrono::NaiveDate) -> Result<()> {
        let script = "const field = document.getElementById(arguments[0]); field.value = arguments[1]; \
            field.dispatchEvent(new Event('input', { bubbles: true })); \
            field.dispatchEvent(new Event('change', { bubbles: true }));";
        self.driver.execute(script, vec![json!(id), json!(day.to_string())]).await?;
        Ok(())
    }

    /// The addresses that the navigation offers.
    pub async fn places(&self) -> Result<Vec<String>> {
        let script =
            "return [...document.querySelectorAll('nav a[href^=\"/\"]')].map(a => a.getAttribute('href'));";
        let mut places: Vec<String> = self.driver.execute(script, Vec::new()).await?.convert()?;
        places.sort();
        places.dedup();
        Ok(places)
    }

    /// What automated checks of WCAG 2.2 AA find: rule and element. What happens to lie half under the bars at the head
    /// and the foot is not too small: it can be scrolled.
    pub async fn violations(&self) -> Result<Vec<String>> {
        self.driver.execute(self.axe.as_str(), Vec::new()).await?;
        let script = "const done = arguments[arguments.length - 1]; \
            const bars = [...document.querySelectorAll('.top, .tabbar')].filter(bar => bar.offsetHeight); \
            const isUnder = (e, bar) => { \
                const [own, its] = [e.getBoundingClientRect(), bar.getBoundingClientRect()]; \
                return !bar.contains(e) && own.top < its.bottom && own.bottom > its.top; }; \
            const counts = (v, n) => v.id !== 'target-size' \
                || !bars.some(bar => isUnder(document.querySelector(n.target[0]), bar)); \
            axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }) \
               .then(found => done(found.violations.flatMap(v => v.nodes.filter(n => counts(v, n)) \
                   .map(n => v.id + ' ' + n.target.join(' ')))));";
        Ok(self.driver.execute_async(script, Vec::new()).await?.convert()?)
    }

    /// What the console says went wrong since it was last asked.
    pub async fn console_errors(&self) -> Result<Vec<String>> {
        let log = self.driver.get_log("browser").await?;
        Ok(log.into_iter().filter(|entry| entry.level == "SEVERE").map(|entry| entry.message).collect())
    }

    /// Asserts that the page is accessible, says no error and does not scroll sideways.
    pub async fn assert_sound(&self, what: &str) -> Result<()> {
        let violations = self.violations().await?;
        ensure!(violations.is_empty(), "{what}: {violations:#?}");
        self.assert_calm(what).await
    }

    /// Asserts that the page says no error and does not scroll sideways.
    pub async fn assert_calm(&self, what: &str) -> Result<()> {
        let errors = self.console_errors().await?;
        ensure!(errors.is_empty(), "{what}: {errors:#?}");
        let script = "return document.documentElement.scrollWidth - window.innerWidth;";
        let beyond: i64 = self.driver.execute(script, Vec::<Value>::new()).await?.convert()?;
        ensure!(beyond <= 0, "{what}: scrolls {beyond} px sideways");
        Ok(())
    }

    /// The page as it comes out of the printer.
    pub async fn printed(&self) -> Result<Vec<u8>> {
        let wanted = json!({ "preferCSSPageSize": true });
        let answer = self.driver.cdp().send_raw("Page.printToPDF", wanted).await?;
        let data = answer["data"].as_str().context("no document")?;
        Ok(base64::engine::general_purpose::STANDARD.decode(data)?)
    }

    /// Closes the window.
    pub async fn close(self) -> Result<()> {
        Ok(self.driver.quit().await?)
    }
}
